using System;
using System.IO;
using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Compiler.Rewrites.Adjoints;
using NetSpec.Compiler.Rewrites.PathNorms;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

public sealed class PanelRuleTests
{
    [Theory]
    [InlineData("a factor", "output y = x -> ks(2, 3, 4, 1)", true)]
    [InlineData("everything that panels know", "h = x -> ks(2, 4, 4, 1) -> bias -> scale -> bn -> relu -> id -> dropout(0.5)\n j = concat(h + x, h)\n output y = j -> linear(3)", true)]
    [InlineData("four inputs", "input a : 8\n input b : 8\n input c : 8\n output y = a + b + c + x -> ks(2, 3, 4, 1)", true)]
    [InlineData("five inputs", "input a : 8\n input b : 8\n input c : 8\n input d : 8\n output y = a + b + c + d + x -> ks(2, 3, 4, 1)", false)]
    [InlineData("five outputs", "output a = x -> ks(2, 3, 4, 1)\n output b = a\n output c = a\n output d = a\n output e = a", false)]
    [InlineData("no factor", "output y = x -> linear(5) -> relu", false)]
    [InlineData("samples together", "layout batch_last\n output y = x -> linear(5) -> relu", true)]
    [InlineData("nothing with weights", "layout batch_last\n output y = x -> relu", false)]
    [InlineData("a dead factor", "dead = x -> ks(2, 3, 4, 1)\n output y = x -> linear(5)", false)]
    [InlineData("a convolution", "input image : 2x4x4\n output y = concat(x, image -> conv(8, 3x3) -> flatten) -> ks(2, 3, 20, 1)", false)]
    [InlineData("a map of one pixel", "input image : 8x1x1\n output y = concat(x, image -> relu -> flatten) -> ks(2, 3, 8, 1)", true)]
    [InlineData("sorting", "output y = x -> groupsort(2) -> ks(2, 3, 4, 1)", false)]
    [InlineData("neurons", "output y = x -> cell -> ks(1, 3, 1, 1)", false)]
    public void Nets_of_vectors_with_a_factor_or_samples_together_have_panels(string what, string body, bool expected)
    {
        var net = NetOf(body);
        var plan = Planner.Plan(net);

        Assert.True(expected == plan.HasPanels, what);
        Assert.Empty(PlanVerifier.Verify(plan));
    }

    [Theory]
    [InlineData("layout batch_last\n output y = x -> ks(2, 3, 4, 1)", "y.ks:0")]
    [InlineData("output y = x -> ks(2, 3, 4, 1)", "")]
    [InlineData("layout batch_last\n h = x -> ks(2, 4, 4, 1) -> bn\n output y = h + x -> relu", "h.ks:0")]
    [InlineData("layout batch_last\n output y = x -> linear(8)\n output z = x -> ks(2, 4, 4, 1)", "y.linear:0 z.ks:1")]
    [InlineData("layout batch_last\n output y = x -> ks(2, 4, 4, 1)\n output z = y", "")]
    [InlineData("layout batch_last\n output y = x -> ks(2, 4, 4, 1)\n output z = y -> ks(2, 4, 4, 1)", "z.ks:1")]
    [InlineData("layout batch_last\n output y = x -> ks(2, 4, 4, 1)\n output z = concat(y, x)", "")]
    [InlineData("layout batch_last\n output y = x -> ks(2, 4, 4, 1)\n output z = x + y", "")]
    [InlineData("layout batch_last\n output y = x -> ks(2, 4, 4, 1) -> scale\n output z = x -> scale", "y.ks:0")]
    [InlineData("layout batch_last\n output y = x -> linear(5)", "y.linear:0")]
    public void Kernels_write_outputs_that_nobody_else_reads(string body, string expected)
    {
        var plan = Planner.Plan(NetOf(body));

        var writers = plan.Steps.Kernels().Where(step => step.Port is not null).ToList();
        Assert.Equal(expected, string.Join(" ", writers.Select(step => FormattableString.Invariant($"{step.About.Name}:{step.Port}"))));
        Assert.Equal(writers.Select(step => step.Port!.Value), plan.Steps.OfType<StoreStep>().Where(step => step.IsWritten).Select(step => step.Output));
        Assert.Empty(PlanVerifier.Verify(plan));
    }

    [Fact]
    public void Programs_of_paths_have_none()
    {
        foreach (var net in Sparse())
        {
            var path = PathNormRewrite.Run(net);

            Assert.True(Planner.Plan(net).HasPanels);
            Assert.False(Planner.Plan(path.Net).HasPanels);
            Assert.False(Planner.Plan(AdjointRewrite.Run(net, path)!.Net).HasPanels);
        }
    }

    private static EquatableArray<Net> Sparse() => SpecCompiler.Compile(File.ReadAllText(Repository.PathOf("tests", "Corpus", "nets", "sparse.netspec"))).Nets;

    private static Net NetOf(string body)
    {
        var result = SpecCompiler.Compile($$"""
            neurons cell {
                input a0, a1, a2, a3, a4, a5, a6, a7
                output z = a0, a1, a2
            }
            net N {
                input x : 8
            {{body}}
            }
            """);
        return Assert.Single(result.Nets);
    }
}
