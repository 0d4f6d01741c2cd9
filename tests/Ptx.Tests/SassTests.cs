using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NetSpec.Ptx.Tests;

/// <summary>What is read off machine code.</summary>
public class SassTests
{
    // A loop over steps, left by a call, around one over l; a ragged end; a jump to itself that nothing leads to.
    private static readonly string[] Nest =
    [
        "S2R R0, SR_TID.X",
        "LDG.E.128 R4, [R2.64]",
        "STS.128 [R8], R4",
        "BAR.SYNC 0x0",
        "LDS.128 R12, [R9+0x10]",
        "FFMA R16, R12, R13, R16",
        "FFMA R17, R12, R14, R17",
        "@!P1 BRA 0x40",
        "IADD3 R1, R1, 0x1, RZ",
        "@P0 CALL.REL.NOINC 0xb0",
        "BRA 0x10",
        "@P2 EXIT",
        "STG.E [R2.64], R16",
        "EXIT",
        "BRA 0xe0",
        "NOP",
    ];

    [Fact]
    public void Instructions_are_read_with_their_guards_and_operands()
    {
        var listing = Listing(Nest);

        Assert.Equal("sm_80", listing.Architecture);
        Assert.Equal(Nest, listing.Instructions.Select(instruction => instruction.ToString()));
        Assert.Equal(Enumerable.Range(0, 16).Select(i => 16 * i), listing.Instructions.Select(instruction => instruction.Address));
        var branch = listing.Instructions[7];
        Assert.Equal(("!P1", "BRA", "0x40"), (branch.Guard, branch.Opcode, Assert.Single(branch.Operands)));
        Assert.Equal(("LDG", "LDG.E.128", "R4"), (listing.Instructions[1].Opcode, listing.Instructions[1].Name, listing.Instructions[1].Operands[0]));
    }

    [Fact]
    public void Loops_that_make_products_are_found_with_what_is_in_them()
    {
        var facts = SassFacts.Of(Listing(Nest));

        var outer = Assert.Single(facts.Loops);
        var inner = Assert.Single(outer.Inner);
        Assert.Equal(new SassMix(10, 2, 1, 1, 1), outer.Mix);
        Assert.Equal(new SassMix(6, 0, 0, 1, 1), outer.Own);
        Assert.Equal(new SassMix(4, 2, 1, 0, 0), inner.Mix);
        Assert.Same(inner.Mix, facts.HotLoop);
        Assert.Equal(new SassMix(4, 0, 0, 0, 0), facts.Outside);
        Assert.Equal(14, facts.Whole.Instructions);
        Assert.Equal(0.5, facts.HotLoop!.ProductShare);
    }

    [Fact]
    public void Loops_run_as_often_as_their_products_need()
    {
        var facts = SassFacts.Of(Listing(Nest));

        // 8 products a step are 4 rounds of the inner loop; 3 steps are 3 of the outer.
        Assert.Equal(new SassWork(4 + (3 * (6 + (4 * 4))), 24), facts.Work(new(8, 8, 3)));
        Assert.Null(facts.Work(new(7, 8, 3)));
    }

    [Fact]
    public void Loops_do_not_run_more_often_than_there_are_tiles_and_inputs()
    {
        var facts = SassFacts.Of(Listing(Nest));

        Assert.Null(facts.Work(new(8, 3, 3)));
        Assert.Null(SassFacts.Of(Listing("FFMA R1, R2, R3, R1", "@P0 BRA 0x0", "EXIT")).Work(new(2, 4, 4)));
    }

    [Fact]
    public void Products_of_a_peeled_round_are_made_already()
    {
        var facts = SassFacts.Of(Listing("FFMA R1, R2, R3, RZ", "FFMA R1, R2, R3, R1", "IADD3 R0, R0, 0x1, RZ", "@P0 BRA 0x10", "EXIT"));

        Assert.Equal(new SassWork(2 + (7 * 3), 8), facts.Work(new(8, 8, 1)));
    }

    [Fact]
    public void Without_a_loop_everything_is_issued_once()
    {
        var facts = SassFacts.Of(Listing("LDSM.16.M88.4 R4, [R0]", "HMMA.16816.F32 R8, R4, R6, R8", "STG.E [R2.64], R8", "EXIT"));

        Assert.Empty(facts.Loops);
        Assert.Null(facts.HotLoop);
        Assert.Equal(new SassMix(4, 1, 1, 0, 0), facts.Whole);
        Assert.Equal(new SassWork(4, 1), facts.Work(new(1, 16, 1)));
        Assert.Equal(0.25, facts.Work(new(2, 16, 1))!.ProductShare);
    }

    [Fact]
    public void Loops_without_products_and_jumps_back_from_code_out_of_line_are_not_meant()
    {
        var facts = SassFacts.Of(Listing(
            "IADD3 R0, R0, 0x1, RZ", "@P0 BRA 0x0", "@P1 BRA 0x50", "FFMA R1, R2, R3, R1", "EXIT", "MOV R2, RZ", "BRA 0x30"));

        Assert.Empty(facts.Loops);
        Assert.Equal(7, facts.Whole.Instructions);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\t\tFunction : A\n")]
    [InlineData("\t\tFunction : A\n\t\tFunction : B\n        /*0000*/                   EXIT ;   /* 0x0 */\n")]
    public void A_listing_has_one_function(string text) => Assert.Throws<FormatException>(() => SassListing.Parse(text));

    private static SassListing Listing(params IEnumerable<string> instructions) => SassListing.Parse(
        "\n\tcode for sm_80\n\t\tFunction : Test\n\t.headerflags    @\"EF_CUDA_SM80\"\n"
        + string.Concat(instructions.Select((text, i) =>
            $"        /*{16 * i:x4}*/ {(text.StartsWith('@') ? "" : "                  ")} {text} ;   /* 0x{i:x16} */\n{new string(' ', 60)}/* 0x000fe20000000f00 */\n")));
}
