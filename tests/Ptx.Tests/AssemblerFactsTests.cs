using System;
using Xunit;

namespace NetSpec.Ptx.Tests;

/// <summary>The assembler's report.</summary>
public class AssemblerFactsTests
{
    private const string Report =
        """
        ptxas info    : 0 bytes gmem
        ptxas info    : Compiling entry function 'Test' for 'sm_80'
        ptxas info    : Function properties for Test
            16 bytes stack frame, 12 bytes spill stores, 8 bytes spill loads
        ptxas info    : Used 121 registers, used 1 barriers, 4096 bytes smem, 400 bytes cmem[0]
        """;

    [Fact]
    public void A_report_is_read()
    {
        var facts = AssemblerFacts.Parse(Report);

        Assert.Equal((121, 16, 12, 8, 4096, 1), (facts.Registers, facts.StackBytes, facts.SpillStoreBytes, facts.SpillLoadBytes, facts.SharedBytes, facts.Barriers));
        Assert.Equal(20, facts.SpilledBytes);
        Assert.Empty(facts.Warnings);
    }

    [Fact]
    public void What_it_does_not_say_is_nothing()
    {
        var facts = AssemblerFacts.Parse("ptxas info    : Used 32 registers, 352 bytes cmem[0]");

        Assert.Equal((32, 0, 0, 0, 0, null), (facts.Registers, facts.StackBytes, facts.SpillStoreBytes, facts.SpillLoadBytes, facts.SharedBytes, facts.Barriers));
    }

    [Fact]
    public void Warnings_are_kept() => Assert.Equal(
        "ptxas warning : something is odd",
        Assert.Single(AssemblerFacts.Parse("ptxas warning : something is odd\n" + Report).Warnings));

    [Fact]
    public void A_failure_is_no_report() => Assert.Throws<FormatException>(() => AssemblerFacts.Parse("ptxas fatal   : Unresolved extern function"));

    /// <summary>Registers are handed out eight at a time to each thread of whole warps.</summary>
    [Theory]
    [InlineData(64, 1, 128 * 64)]
    [InlineData(256, 2, 65536)]
    [InlineData(250, 2, 65536)]
    public void Groups_take_registers_in_units(int threads, int groups, long expected) => Assert.Equal(expected, AssemblerFacts.Parse(Report).RegistersOf(threads, groups));
}
