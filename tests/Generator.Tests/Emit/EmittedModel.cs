using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit;
using NetSpec.Compiler.Planning;
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

    /// <summary>The models of plans with names of their own, through one compilation.</summary>
    public static IReadOnlyList<EmittedModel> Of(params IReadOnlyList<Plan> plans)
    {
        var assembly = Compilations.Load([.. EmittedFiles.Of(plans), .. plans.Select(Harness)]);
        return [.. plans.Select(plan => assembly.GetType("Harness" + plan.Name)!).Select(type => new EmittedModel(
            type.GetMethod("Create")!.CreateDelegate<Func<float[], Model>>(),
            type.GetMethod("Run")!.CreateDelegate<Pass>()))];
    }

    private static string Harness(Plan plan)
    {
        var type = "global::" + CSharp.EscapeDotted(plan.FullName);
        IEnumerable<string> arguments =
        [
            .. plan.Inputs.Select((_, i) => $"new System.ReadOnlySpan<float>(inputs[{CSharp.Literal(i)}], guard, inputs[{CSharp.Literal(i)}].Length - (2 * guard))"),
            .. plan.Outputs.Select((_, i) => $"new System.Span<float>(outputs[{CSharp.Literal(i)}], guard, outputs[{CSharp.Literal(i)}].Length - (2 * guard))"),
        ];
        var list = string.Join(", ", arguments);
        return $$"""
            public static class Harness{{plan.Name}}
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
