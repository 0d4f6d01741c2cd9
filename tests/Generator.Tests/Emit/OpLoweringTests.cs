using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Steps;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Runtime;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>Every op runs, by a kernel that the runtime has.</summary>
public sealed class OpLoweringTests
{
    /// <summary>Ops that no plan ever meets: <c>Normalise</c> takes them away, or they stand in nets of the theory alone.</summary>
    private static readonly Type[] Removed =
    [
        typeof(Dropout), typeof(WeightedSum), typeof(Slope), typeof(Conv1D), typeof(ConvTranspose1D), typeof(Upsample1D), typeof(Interpolate1D),
        typeof(FeatureSlice), typeof(FeatureConcat), typeof(Reshape), typeof(MaxPool1D), typeof(AvgPool1D), typeof(AdaptiveAvgPool1D),
        typeof(Transpose), typeof(MeanToken), typeof(Token), typeof(ToTokens),
    ];

    [Fact]
    public void Every_op_runs_or_is_taken_away_before()
    {
        var lowered = Assert.IsAssignableFrom<System.Collections.IDictionary>(
            typeof(Planner).Assembly.GetType("NetSpec.Compiler.Planning.Lowerings.OpLowerings", throwOnError: true)!
                .GetField("All", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.GetValue(null)).Keys.Cast<Type>();
        var ops = new[] { typeof(Op).Assembly, typeof(Planner).Assembly }.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsSubclassOf(typeof(Op)) && !type.IsAbstract);

        Assert.Equal(ops.Select(op => op.FullName).Order(StringComparer.Ordinal), lowered.Concat(Removed).Select(op => op.FullName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_op_without_a_kernel_is_named_with_its_node()
    {
        var net = new GraphBuilder("N").In("Nets");
        var odd = net.Add("odd", new OddOp(), net.Input("x", 4));

        var exception = Assert.Throws<OpWithoutKernelException>(() => Planner.Plan(net.Output("y", odd).Build()));
        Assert.Equal("odd", exception.Node);
        Assert.Equal("'odd' is something odd, which has no kernel for the CPU", exception.Message);
    }

    /// <summary>A plan names types and methods of the runtime as text: each is there, and has parameters of the names that are given.</summary>
    [Fact]
    public void Every_kernel_that_a_plan_calls_is_there()
    {
        foreach (var call in FeatureNets.All.Values.SelectMany(net => Planner.Plan(net).Steps).OfType<CallStep>().SelectMany(step => step.Calls))
        {
            var (type, method) = (call.Kernel[..call.Kernel.LastIndexOf('.')], call.Kernel[(call.Kernel.LastIndexOf('.') + 1)..]);
            var kernel = typeof(Model).Assembly.GetType("NetSpec.Runtime.Kernels." + type, throwOnError: true)!.GetMethods().Where(candidate => candidate.Name == method).ToList();
            Assert.Contains(kernel, candidate => Labels(call).All(label => candidate.GetParameters().Any(parameter => parameter.Name == label)));
        }
    }

    /// <summary>What reads each element before it writes the one in its place, and only that, may have both in one place.</summary>
    [Theory]
    [InlineData("relu", true)]
    [InlineData("affine", true)]
    [InlineData("pools", false)]
    [InlineData("sorting", false)]
    public void Maps_that_are_read_whole_are_not_written_over(string feature, bool expected)
    {
        var net = feature == "relu" ? Relus() : FeatureNets.All[feature];
        var places = Planner.Plan(net).Steps.OfType<CallStep>().Where(step => step.Weights is null || step.Shape is null).SelectMany(step => step.Places).ToList();

        Assert.Equal(expected, places.Exists(place => place.Use == PlaceUse.ReadInPlace));
        Assert.Equal(expected, !places.Exists(place => place.Use == PlaceUse.Read));
    }

    private static IEnumerable<string> Labels(KernelCall call) => call.Arguments.Select(argument => argument switch
    {
        CallArgument.Map map => map.Label,
        CallArgument.Offset offset => offset.Label,
        CallArgument.Number number => number.Label,
        CallArgument.Flag flag => flag.Label,
        CallArgument.Port => "port",
        _ => "",
    }).Where(label => label.Length > 0);

    private static Net Relus()
    {
        var net = new GraphBuilder("N").In("Nets");
        return net.Output("y", net.Chain("r", net.Input("x", 4), new Relu(), new Relu())).Build();
    }
}
