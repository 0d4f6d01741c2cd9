using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Hosting.Assemblies;

/// <summary>The C# of the class between an emitted one and those that do not know it.</summary>
internal static class AdapterText
{
    /// <summary>The class's name in the assembly.</summary>
    public const string Type = "NetSpecAdapter";

    /// <summary>The text for a net that is compiled with these passes.</summary>
    public static string Of(Net net, HostedPasses passes)
    {
        // Every part may be a word of C#.
        var type = "global::" + string.Join('.', net.FullName.Split('.').Select(part => "@" + part));
        var arguments = net.Inputs
            .Select((input, i) => Embedding.VocabularyOf(net, input) is null
                ? Invariant($"inputs[{i}].Span")
                : Invariant($"WholeNumbers(Inputs[{i}], inputs[{i}].Span)"))
            .Concat(net.Outputs.Select((_, i) => Invariant($"outputs[{i}].Span")));
        var list = string.Join(", ", arguments);
        var forward = passes.HasFlag(HostedPasses.Forward)
            ? $$"""
                if (workspace is null)
                    (({{type}})model).Forward({{list}}, batch, threads);
                else
                    (({{type}})model).Forward({{list}}, batch, workspace, threads);
                """
            : "throw new global::System.NotSupportedException(\"The net was compiled without its forward pass.\");";
        var paths = passes.HasFlag(HostedPasses.Paths)
            ? $"(({type})model).Paths"
            : "throw new global::System.NotSupportedException(\"The net was compiled without the theory of its paths.\")";
        var inputs = Ports(net.Inputs.Select(id => (net.Nodes[id].Name, net.Nodes[id].Shape, Embedding.VocabularyOf(net, id))));
        var outputs = Ports(net.Outputs.Select(output => (output.Name, net.Nodes[output.Node].Shape, (int?)null)));
        return $$"""
            #nullable enable
            #pragma warning disable
            public sealed class {{Type}} : global::NetSpec.Hosting.HostedNet
            {
                public override global::System.Collections.Generic.IReadOnlyList<global::NetSpec.Hosting.HostedPort> Inputs { get; } =
                    new global::NetSpec.Hosting.HostedPort[] { {{inputs}} };

                public override global::System.Collections.Generic.IReadOnlyList<global::NetSpec.Hosting.HostedPort> Outputs { get; } =
                    new global::NetSpec.Hosting.HostedPort[] { {{outputs}} };

                public override global::NetSpec.Runtime.Weights.ParameterLayout Layout => {{type}}.Layout;

                public override int ImagesPerPass => {{(passes.HasFlag(HostedPasses.Forward) ? type + ".ImagesPerPass" : "1")}};

                public override bool IsBatchLast => {{(net.Layout == BatchLayout.BatchLast ? "true" : "false")}};

                public override global::NetSpec.Runtime.Model Create(global::NetSpec.Runtime.Weights.ParameterStore parameters) => new {{type}}(parameters);

                public override void Forward(
                    global::NetSpec.Runtime.Model model,
                    global::System.ReadOnlySpan<global::System.ReadOnlyMemory<float>> inputs,
                    global::System.ReadOnlySpan<global::System.Memory<float>> outputs,
                    int batch,
                    global::NetSpec.Runtime.Cpu.Workspace? workspace,
                    int threads)
                {
                    {{forward}}
                }

                public override global::NetSpec.Runtime.Paths.PathAnalysis Paths(global::NetSpec.Runtime.Model model) => {{paths}};
            }
            """;
    }

    private static string Ports(IEnumerable<(string Name, Shape Shape, int? Vocabulary)> ports) => string.Join(", ", ports.Select(port =>
        Invariant($"new(\"{port.Name}\", {string.Join(", ", port.Shape.Dims)}){Initial(port.Vocabulary)}")));

    private static string Initial(int? vocabulary) => vocabulary is { } most ? Invariant($" {{ Vocabulary = {most} }}") : "";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
