using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using NetSpec.Dsl.Graph;
using NetSpec.Generator.Emit;
using NetSpec.Generator.Planning;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>An emitted model, compiled and loaded, with a forward pass over arrays.</summary>
internal sealed class EmittedModel
{
    private readonly MethodInfo _run;

    private EmittedModel(MethodInfo run) => _run = run;

    /// <summary>The models of nets with names of their own, through one compilation.</summary>
    public static IReadOnlyList<EmittedModel> Of(params Net[] nets)
    {
        var plans = nets.Select(Planner.Plan).ToList();
        var assembly = Compilations.Load([.. plans.SelectMany(plan => new[] { ModelFile.Emit(plan), Harness(plan) })]);
        return [.. nets.Select(net => new EmittedModel(assembly.GetType("Harness" + net.Name)!.GetMethod("Run")!))];
    }

    /// <summary>The outputs for a batch.</summary>
    /// <param name="parameters">All values of the store.</param>
    /// <param name="inputs">A whole batch an input.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="images">Samples a pass; the model's own workspace when null.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="simd">Vector width.</param>
    public float[][] Forward(float[] parameters, float[][] inputs, int batch, int? images = null, int threads = 1, SimdLevel? simd = null) =>
        (float[][])_run.Invoke(null, [parameters, inputs, batch, images, threads, simd])!;

    private static string Harness(Plan plan)
    {
        var type = "global::" + CSharp.EscapeDotted(plan.FullName);
        var outputs = Enumerable.Range(0, plan.Outputs.Count).Select(i => $"new float[batch * {CSharp.Literal(plan.Outputs[i].Shape.Size)}]");
        IEnumerable<string> arguments = [.. plan.Inputs.Select((_, i) => $"inputs[{CSharp.Literal(i)}]"), .. plan.Outputs.Select((_, i) => $"outputs[{CSharp.Literal(i)}]")];
        var list = string.Join(", ", arguments);
        return $$"""
            public static class Harness{{plan.Name}}
            {
                public static float[][] Run(float[] parameters, float[][] inputs, int batch, int? images, int threads, NetSpec.Runtime.Cpu.SimdLevel? simd)
                {
                    var model = new {{type}}(new NetSpec.Runtime.Weights.ParameterStore({{type}}.Layout, parameters));
                    var outputs = new float[][] { {{string.Join(", ", outputs)}} };
                    if (images is null)
                    {
                        model.Forward({{list}}, batch, threads);
                        return outputs;
                    }

                    using var workspace = model.CreateWorkspace(images.Value, simd);
                    model.Forward({{list}}, batch, workspace, threads);
                    return outputs;
                }
            }
            """;
    }
}
