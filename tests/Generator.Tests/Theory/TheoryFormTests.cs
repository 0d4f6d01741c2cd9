using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Nets;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Compiler.Rewrites.PathNorms;
using NetSpec.Compiler.Rewrites.Sequences;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using Xunit;

namespace NetSpec.Generator.Tests.Theory;

/// <summary>The tables that answer for ops of the theory of paths: each answers for the same kinds, and an op that none has is refused at its node.</summary>
public sealed class TheoryFormTests
{
    [Fact]
    public void An_op_has_a_layer_where_it_has_a_form_in_path_norm_nets() => Assert.Equal(Names(PathNormForms.Kinds), Names(LayerForms.Kinds));

    /// <summary>But for a stretch, which is put in after tensors are derived, and a crop, which always passes on what it reads.</summary>
    [Fact]
    public void Ops_of_path_norm_nets_are_walked() => Assert.Equal(Names(PathOps.Kinds.Except([typeof(Stretch), typeof(Crop)])), Names(ScalingForms.Kinds));

    [Theory]
    [MemberData(nameof(OpAnswersTests.All), MemberType = typeof(OpAnswersTests))]
    public void What_the_theory_speaks_of_is_computed(int index)
    {
        var op = OpAnswersTests.OpAt(index) is var asked && asked is SignalOp signal ? signal.OnRow : asked;

        // These are other ops where sequences are put on maps.
        if (op is Transpose or MeanToken or FeatureSlice or FeatureConcat)
            return;

        Assert.Equal(op.Model is not null, PathNormForms.Has(op) && LayerForms.Has(op));
    }

    /// <summary>But for what only the theory writes, when there are no sequences any more.</summary>
    [Theory]
    [MemberData(nameof(OpAnswersTests.All), MemberType = typeof(OpAnswersTests))]
    public void An_op_that_takes_sequences_has_a_form_on_maps(int index)
    {
        var op = OpAnswersTests.OpAt(index);
        var sequence = Shape.Sequence(4, 6);
        var takesSequences = op.Infer([sequence]).Shape is not null || op.Infer([sequence, sequence]).Shape is not null;

        Assert.True(!takesSequences || op is Slope or PositionNorm or Turn || SequenceForms.Has(op), op.Describe());
    }

    [Fact]
    public void An_op_that_says_of_which_neurons_it_is_made_and_has_no_form_is_refused_at_its_node()
    {
        var graph = new GraphBuilder("Odd");
        var odd = graph.Add("odd", new Unknown(), graph.Add(new LeakyRelu(0.5), graph.Input("x", 3)));
        var obstacle = PathPlanner.Obstacle(graph.Output("y", odd).Build());

        Assert.Equal("odd", obstacle?.Node.Name);
        Assert.Equal("'odd' is something unknown, for which the theory of paths is not computed", obstacle?.Reason);
    }

    private static IEnumerable<string> Names(IEnumerable<Type> kinds) => kinds.Select(kind => kind.Name).Order();

    private sealed record Unknown : PlacewiseOp
    {
        public override string Keyword => "unknown";

        public override OpTraits Traits => OpTraits.Selection;

        public override NeuronKind? Model => NeuronKind.Wiring;

        public override string Describe() => "something unknown";
    }
}
