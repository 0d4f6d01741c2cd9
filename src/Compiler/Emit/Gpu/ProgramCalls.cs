using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>The launches of a device program as calls of a pass.</summary>
internal sealed class ProgramCalls(ProgramNames names)
{
    /// <summary>The call of a launch.</summary>
    public string Of(GpuStep step)
    {
        var (from, to) = (Value(step.From), Value(step.To));
        var (pass, ends) = (names.Pass, $"from: {from}, to: {to}");
        return step switch
        {
            GpuFactorStep factor =>
                $"{pass}.Multiply({names.Weights[factor.Weights]}, {ends}{Other(factor, "residual")}{Relu(factor)}{Positions(step.To)});",
            GpuMapStep map => $"{pass}.Map{Function(map)}({ends}{Affine(map.Weights)}{Other(map, "other")}{Numbers(map)}{Relu(map)}"
                + $"{(map.Weights is null ? "" : Positions(step.To))}{(map.IsSlope ? ", isSlope: true" : "")});",
            GpuProductStep product => $"{pass}.Multiply(from: {from}, other: {Value(product.Other)}, to: {to});",
            GpuCopyStep copy => $"{pass}.Copy(from: {from}, fromShape: {Shape(step.From)}, to: {to}, toShape: {Shape(step.To)}, channels: "
                + $"{CSharp.Literal(copy.Channels)}, positions: {CSharp.Literal(copy.Positions)}{Starts(copy)});",
            GpuTurnStep => $"{pass}.Turn({ends}, channels: {CSharp.Literal(step.From.Channels)}, positions: {CSharp.Literal(step.From.Positions)});",
            GpuPatchesStep patches => $"{pass}.Patches({ends}, channels: {CSharp.Literal(patches.Channels)}, height: {CSharp.Literal(patches.Map.Height)}, "
                + $"width: {CSharp.Literal(patches.Map.Width)}, patchHeight: {CSharp.Literal(patches.Patch.Height)}, patchWidth: "
                + $"{CSharp.Literal(patches.Patch.Width)}, isPlanar: {CSharp.Literal(patches.IsPlanar)});",
            GpuNormStep norm => $"{pass}.Normalise({ends}{Channels(step.To)}, epsilon: {CSharp.Literal((float)norm.Epsilon)}, isCentred: "
                + $"{CSharp.Literal(norm.IsCentred)}{Affine(norm.Weights)}{Positions(step.To)});",
            GpuSoftmaxStep softmax => $"{pass}.Softmax({ends}{Channels(step.To)}{Positions(step.To)}{(softmax.IsLogarithm ? ", isLogarithm: true" : "")});",
            GpuMeanStep => $"{pass}.Mean({ends}{Channels(step.From)}{Positions(step.From)});",
            GpuTableStep table => Table(table, from, to),
            GpuAttentionStep attention => $"{pass}.Attend({names.Attention(attention.Shape)}.Kernel, queries: {from}, keys: {Value(attention.Keys)}, values: "
                + $"{Value(attention.Values)}, to: {to});",
            _ => throw new System.NotSupportedException($"No text for {step.GetType().Name}."),
        };
    }

    private string Table(GpuTableStep step, string from, string to)
    {
        var (call, rows) = ($"{names.Pass}.{step.Use}({names.Weights[step.Weights]}, ", $"tokens: {CSharp.Literal(step.Rows)}");
        return step.Use switch
        {
            TableUse.Pick => $"{call}ids: {from}, to: {to}, {rows});",
            TableUse.Put => $"{call}to: {to}, {rows}, allTokens: {CSharp.Literal(step.To.Positions)});",
            _ => $"{call}from: {from}, to: {to}, {rows});",
        };
    }

    private static string Function(GpuMapStep map) => map.Function is { } function ? $"<{GpuApi.Function}.{function.Name}>"
        : map.IsSlope ? $"<{GpuApi.Function}.Same>"
        : "";

    private static string Numbers(GpuMapStep map) => map.Function is not { } function
        ? ""
        : string.Concat(function.Numbers.Select((number, i) => $", {(i == 0 ? "first" : "second")}: {CSharp.Literal(number.Value)}"));

    private string Other(GpuSumStep step, string name) => step.Other is { } other ? $", {name}: {Value(other)}" : "";

    private static string Relu(GpuSumStep step) => step.Relu ? ", relu: true" : "";

    private string Affine(int? weights) => weights is { } index ? $", affine: {names.Weights[index]}" : "";

    private static string Channels(GpuValue value) => $", channels: {CSharp.Literal(value.Channels)}";

    private static string Positions(GpuValue value) => value.Positions > 1 ? $", positions: {CSharp.Literal(value.Positions)}" : "";

    private static string Shape(GpuValue value) => $"({CSharp.Literal(value.Channels)}, {CSharp.Literal(value.Positions)})";

    private static string Starts(GpuCopyStep copy) =>
        Start("fromChannel", copy.FromChannel) + Start("fromPosition", copy.FromPosition) + Start("toChannel", copy.ToChannel)
        + Start("toPosition", copy.ToPosition);

    private static string Start(string name, int value) => value > 0 ? $", {name}: {CSharp.Literal(value)}" : "";

    private string Value(GpuValue value) => value.Kind switch
    {
        GpuValueKind.Input => CSharp.Escape(names.Inputs[value.Index]),
        GpuValueKind.Output => CSharp.Escape(names.Outputs[value.Index]),
        _ => $"{names.Pass}.Value({CSharp.Literal(value.Index)}, {CSharp.Literal(value.Features)})",
    };
}
