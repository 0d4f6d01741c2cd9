using System;
using System.Linq;
using NetSpec.Runtime.Kernels;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Runtime.Tests.Kernels;

/// <summary>Ranges of an array, all at once, against the same two by two.</summary>
public sealed class PortRangesTests
{
    [Fact]
    public void An_overlap_is_found_where_two_of_the_arguments_have_one()
    {
        var random = new Random(5);
        var memory = new float[400];
        for (var round = 0; round < 5_000; round++)
        {
            var ports = Enumerable.Range(0, random.Next(2, 8))
                .Select(i => (Name: $"p{i}", Start: random.Next(380), Length: random.Next(20), IsOutput: random.Next(2) == 0))
                .ToArray();
            var overlaps = ports.Any(one => one.IsOutput && ports.Any(other => other != one && memory.AsSpan(one.Start, one.Length).Overlaps(memory.AsSpan(other.Start, other.Length))));

            var thrown = Record.Exception(() => Check(memory, ports));

            Assert.Equal(overlaps, thrown is ArgumentException);
        }
    }

    [Fact]
    public void The_message_names_both_arguments()
    {
        var memory = new float[10];

        var thrown = Assert.Throws<ArgumentException>(() => Check(memory, [("x", 0, 5, false), ("y", 4, 3, true), ("z", 7, 3, true)]));

        Assert.StartsWith("'y' and 'x' overlap in memory; give 'y' memory of its own.", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("y", thrown.ParamName);
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        var memory = new float[100];
        (string, int, int, bool)[] ports = [.. Enumerable.Range(0, 20).Select(i => ($"p{i}", 5 * i, 5, true))];

        Assert.Equal(0, Allocations.Of(() => Check(memory, ports)));
    }

    private static void Check(float[] memory, (string Name, int Start, int Length, bool IsOutput)[] ports)
    {
        var ranges = PortRanges.Of(ports.Length);
        do
        {
            ranges.Begin();
            foreach (var (name, start, length, isOutput) in ports)
            {
                if (isOutput)
                    ranges.Output(name, memory.AsSpan(start, length));
                else
                    ranges.Input(name, memory.AsSpan(start, length));
            }
        }
        while (!ranges.AreApart());
    }
}
