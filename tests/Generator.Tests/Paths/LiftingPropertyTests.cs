using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths;
using NetSpec.Reference;
using Xunit;

namespace NetSpec.Generator.Tests.Paths;

/// <summary>What holds of every network's paths (Theorems 2.4.1, 2.4.2 and 3.1.1), with all paths written out.</summary>
public sealed class LiftingPropertyTests
{
    [Fact]
    public void The_nets_have_every_kind_of_layer()
    {
        var kinds = TinyNets.All.SelectMany(net => net.Paths(net.Parameters(new Random(0))).Architecture.Layers).Select(layer => layer.GetType()).ToHashSet();
        Assert.Equal([], typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer))).Except(kinds).Select(type => type.Name));
        Assert.InRange(TinyNets.All.Count, 50, int.MaxValue);
    }

    [Fact]
    public void The_graph_computes_what_the_interpreter_does() => TinyNets.ForAll((net, random) =>
    {
        var parameters = net.Parameters(random);
        var x = net.Input(random);
        var inputs = new double[net.Net.Inputs.Count][];
        for (var (i, next) = (0, 0); i < inputs.Length; next += inputs[i++].Length)
            inputs[i] = [.. x.Skip(next).Take((int)net.Net.Nodes[net.Net.Inputs[i]].Shape.Size).Select(value => (double)value)];
        double[][] tensors = [.. parameters.Layout.Select(parameter => Array.ConvertAll(parameters[parameter].ToArray(), value => (double)value))];
        AssertClose([.. Interpreter.Forward(net.Net, tensors, inputs).SelectMany(output => output)], [.. net.Paths(parameters).Evaluate(x).Outputs], 1e-12);
    });

    /// <summary>Theorem 2.4.2: R(x) = ⟨Φ, A(x, 1)⟩.</summary>
    [Fact]
    public void Active_paths_make_the_output() => TinyNets.ForAll((net, random) =>
    {
        var paths = net.Paths(net.Parameters(random));
        var lifting = paths.Lift();
        for (var sample = 0; sample < 4; sample++)
        {
            var x = net.Input(random);
            AssertClose([.. paths.Evaluate(x).Outputs], [.. lifting.Activations(x).Outputs], 1e-12 * (1 + lifting.Paths.Sum(path => Math.Abs(path.Value))));
        }
    });

    /// <summary>Theorem 3.1.1.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(double.PositiveInfinity)]
    public void One_pass_gives_the_norm_of_all_paths(double q) => TinyNets.ForAll((net, random) =>
    {
        var paths = net.Paths(net.Parameters(random));
        var lifting = paths.Lift();
        foreach (var starts in Enum.GetValues<PathStarts>())
        {
            var norms = paths.NormPerOutput(q, starts);
            for (var output = 0; output < norms.Length; output++)
            {
                var ends = lifting.Paths.Where(path => path.Output == output && (starts == PathStarts.All || path.StartsAtInput == (starts == PathStarts.Inputs)));
                var expected = Norm(ends.Select(path => Math.Abs(path.Value)), q);
                Assert.Equal(expected, norms[output].Value, 1e-12 * expected);
            }
        }
    });

    [Fact]
    public void Paths_are_counted() => TinyNets.ForAll((net, random) =>
    {
        var paths = net.Paths(net.Parameters(random));
        Assert.Equal(paths.Lift().Paths.Count, paths.Constants.PathCount);
        Assert.Equal(paths.Lift().Paths.Count(path => path.Value != 0), paths.Count());
    });

    /// <summary>Theorem 2.4.1, with factors that round nothing.</summary>
    [Fact]
    public void Rescaling_changes_neither_paths_nor_activations() => TinyNets.ForAll((net, random) =>
    {
        var paths = net.Paths(net.Parameters(random));
        var rescaled = net.Paths(paths.RandomRescale(random.Next()));
        var (lifting, other) = (paths.Lift(), rescaled.Lift());
        foreach (var (path, image) in lifting.Paths.Zip(other.Paths))
            Assert.Equal(path.Value, image.Value, 1e-12 * Math.Abs(path.Value));

        var x = net.Input(random);
        AssertClose([.. paths.Evaluate(x).Outputs], [.. rescaled.Evaluate(x).Outputs], 1e-12);
        Assert.Equal(lifting.Activations(x).ToString(), other.Activations(x).ToString());
        Assert.Equal(paths.Norm(2).Value, rescaled.Norm(2).Value, 1e-12 * paths.Norm(2).Value);
    });

    internal static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
    }

    private static double Norm(IEnumerable<double> values, double q) =>
        double.IsInfinity(q) ? values.DefaultIfEmpty().Max() : Math.Pow(values.Sum(value => Math.Pow(value, q)), 1 / q);
}
