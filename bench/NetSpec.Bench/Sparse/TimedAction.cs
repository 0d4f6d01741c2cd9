using System;
using System.Diagnostics;

namespace NetSpec.Bench.Sparse;

/// <summary>Code of this process. Its threads sleep soon after a run.</summary>
internal sealed class TimedAction(string name, Action run) : ITimed
{
    public string Name => name;

    public double Time(int runs)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < runs; i++)
        {
            run();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / runs;
    }

    public void Settle()
    {
    }
}
