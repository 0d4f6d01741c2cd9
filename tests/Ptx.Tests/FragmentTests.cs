using System;
using System.Linq;
using Xunit;

namespace NetSpec.Ptx.Tests;

/// <summary>The text of inline fragments.</summary>
public class FragmentTests
{
    [Fact]
    public void Declarations_instructions_and_comments()
    {
        var fragment = PtxFragment.Parse(
            """
            .shared .align 128 .b8 kss[1024]; // the ring
            .reg .b32 ka<3>, kst; .reg .f32 kc<2>;
            /* and
               so on */
            mov.u32 kst, kss; @!p ld.global.nc.v2.f32 {kc0, kc1}, [%0+-16];
            """);
        Assert.Equal([new PtxSharedDeclaration("kss", 128, 1024)], fragment.Shared);
        Assert.Equal(["ka0", "ka1", "ka2", "kst", "kc0", "kc1"], fragment.Registers.SelectMany(declaration => declaration.Names));
        Assert.Equal(["mov.u32 kst, kss", "@!p ld.global.nc.v2.f32 {kc0, kc1}, [%0-16]"], fragment.Instructions.Select(instruction => instruction.ToString()));
    }

    [Fact]
    public void A_comment_is_a_fragment_without_instructions() => Assert.Empty(PtxFragment.Parse("// %0 %1").Instructions);

    [Theory]
    [InlineData("mov.u32 a, ;", "name is expected")]
    [InlineData("mov.u32 a, b", "';' or ','")]
    [InlineData("mov.u32 a, %tid.x;", "with '%%'")]
    [InlineData("mov.u32 a, 12x;", "'12x' is not a number")]
    [InlineData("ld.global.u32 a, [%0;", "']' is expected")]
    [InlineData(".reg .q32 a;", "a type such as")]
    [InlineData(".section a;", "'.section' is not known")]
    [InlineData("there: mov.u32 a, b;", "neither may be in a fragment")]
    [InlineData("/* mov.u32", "has no end")]
    public void What_is_wrong_is_said(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => PtxFragment.Parse(text)).Message, StringComparison.Ordinal);
}
