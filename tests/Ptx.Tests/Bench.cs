using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Ptx.Tests;

/// <summary>A warp to run fragments on.</summary>
internal sealed class Bench
{
    public Bench()
    {
        Threads = [.. Enumerable.Range(0, 32).Select(i => new PtxThread(i, new(32), new(0), new(1)))];
        Warp = new(Memory, Threads);
    }

    public FlatMemory Memory { get; } = new();

    public IReadOnlyList<PtxThread> Threads { get; }

    public PtxWarp Warp { get; }

    /// <summary>The lanes that take part in what is run next.</summary>
    public Func<int, bool> Active { get; set; } = _ => true;

    /// <summary>Declares and runs a fragment whose <c>%0</c> … are functions of the lane.</summary>
    public void Run(string text, params Func<int, ulong>[] arguments)
    {
        var fragment = PtxFragment.Parse(text);
        foreach (var thread in Threads)
        {
            foreach (var declaration in fragment.Registers)
            {
                thread.Declare(declaration);
            }
        }

        var placeholders = Threads.Select((_, lane) => Active(lane) ? arguments.Select(argument => argument(lane)).ToArray() : null).ToArray();
        foreach (var instruction in fragment.Instructions)
        {
            Warp.Execute(instruction, placeholders);
        }
    }

    /// <summary>The result of one instruction with numbers for operands, as lane 0 sees it.</summary>
    public static ulong Result(string instruction, params ulong[] operands)
    {
        var bench = new Bench();
        bench.Run(".reg .b64 d; " + instruction, [.. operands.Select(value => (Func<int, ulong>)(_ => value))]);
        return bench.Threads[0].Read("d");
    }

    public static ulong F(float value) => BitConverter.SingleToUInt32Bits(value);

    public static ulong D(double value) => BitConverter.DoubleToUInt64Bits(value);

    public static ulong H(double value) => BitConverter.HalfToUInt16Bits((Half)value);
}
