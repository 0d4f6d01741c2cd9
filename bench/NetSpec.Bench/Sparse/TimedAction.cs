using System;

namespace NetSpec.Bench.Sparse;

/// <summary>Code of this process. Its threads sleep soon after a run.</summary>
internal sealed class TimedAction(string name, Action run) : ITimed
{
    public string Name => name;

    public double Time(int runs)
    {
        var start = Clock.Seconds;
        for (var i = 0; i < runs; i++)
        {
            run();
        }

        return (Clock.Seconds - start) / runs;
    }

    public void Settle()
    {
    }
}
