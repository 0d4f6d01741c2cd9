using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Runtime;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>An emitted class, compiled and loaded.</summary>
/// <param name="Create">Makes a model of all values of the store.</param>
/// <param name="Forward">Runs it.</param>
internal sealed record EmittedModel(Func<float[], Model> Create, EmittedModel.Pass Forward)
{
    /// <summary>The forward pass over arrays; the first and last <paramref name="guard"/> elements of each are not part of its argument.</summary>
    public delegate void Pass(Model model, float[][] inputs, float[][] outputs, int guard, int batch, Workspace? workspace, int threads);

    /// <summary>The models of nets with names of their own, through one compilation.</summary>
    public static IReadOnlyList<EmittedModel> Of(params IReadOnlyList<Net> nets) => Of(EmittedFiles.Forward(nets), nets);

    /// <summary>The same of programs that a policy planned.</summary>
    public static IReadOnlyList<EmittedModel> Of(ProgramPolicy policy, params IReadOnlyList<Net> nets)
    {
        var others = nets.ToDictionary(net => ModelClassFile.Emit(Planner.Plan(net)), net => ModelClassFile.Emit(Planner.Plan(net, policy)));
        string[] files = [.. EmittedFiles.Forward(nets)];
        string[] changed = [.. files.Select(file => others.GetValueOrDefault(file, file))];
        return files.Zip(changed).Count(pair => !ReferenceEquals(pair.First, pair.Second)) == nets.Count
            ? Of(changed, nets)
            : throw new InvalidOperationException("A model has another text among the emitted files than by itself.");
    }

    private static IReadOnlyList<EmittedModel> Of(string[] files, IReadOnlyList<Net> nets)
    {
        var assembly = Compilations.Load([.. files, .. nets.Select(Harness)]);
        return [.. nets.Select(net => assembly.GetType("Harness" + net.Name)!).Select(type => new EmittedModel(
            type.GetMethod("Create")!.CreateDelegate<Func<float[], Model>>(),
            type.GetMethod("Run")!.CreateDelegate<Pass>()))];
    }

    private static string Harness(Net net)
    {
        var type = "global::" + CSharp.EscapeDotted(net.FullName);
        IEnumerable<string> arguments =
        [
            .. net.Inputs.Select((id, i) => Embedding.VocabularyOf(net, id) is null
                ? $"new System.ReadOnlySpan<float>(inputs[{CSharp.Literal(i)}], guard, inputs[{CSharp.Literal(i)}].Length - (2 * guard))"
                : $"System.Array.ConvertAll(inputs[{CSharp.Literal(i)}][guard..^guard], id => (int)id)"),
            .. net.Outputs.Select((_, i) => $"new System.Span<float>(outputs[{CSharp.Literal(i)}], guard, outputs[{CSharp.Literal(i)}].Length - (2 * guard))"),
        ];
        var list = string.Join(", ", arguments);
        return $$"""
            public static class Harness{{net.Name}}
            {
                public static NetSpec.Runtime.Model Create(float[] parameters) =>
                    new {{type}}(new NetSpec.Runtime.Weights.ParameterStore({{type}}.Layout, parameters));

                public static void Run(NetSpec.Runtime.Model model, float[][] inputs, float[][] outputs, int guard, int batch, NetSpec.Runtime.Cpu.Workspace? workspace, int threads)
                {
                    if (workspace is null)
                        (({{type}})model).Forward({{list}}, batch, threads);
                    else
                        (({{type}})model).Forward({{list}}, batch, workspace, threads);
                }
            }
            """;
    }
}
