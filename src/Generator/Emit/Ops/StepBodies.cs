using System.Linq;
using NetSpec.Generator.Planning;
using NetSpec.Generator.Planning.Steps;

namespace NetSpec.Generator.Emit.Ops;

/// <summary>The calls that make up a step.</summary>
internal static class StepBodies
{
    public static void Write(SourceWriter writer, Plan plan, ModelNames names, PlanStep step)
    {
        switch (step)
        {
            case LoadStep load:
                Load(writer, load);
                break;
            case StoreStep store:
                Places.Declare(writer, "from", store.From);
                writer.Line($"{Api.Maps}.Store(run, from, target, first, batch{BatchLast(store.BatchLast)});");
                break;
            case KernelStep kernel:
                Kernel(writer, plan, names, kernel);
                break;
            case AddStep add:
                Places.Declare(writer, "left", add.Left);
                Places.Declare(writer, "right", add.Right);
                DeclareTarget(writer, add.To, add.Clear);
                writer.Line($"{Api.Maps}.Add(run, left, right, to, relu: {CSharp.Literal(add.Relu)});");
                break;
            case ConcatStep concat:
                Concat(writer, concat);
                break;
            case MapStep map:
                Places.Declare(writer, "from", map.From);
                DeclareTarget(writer, map.To, map.Clear);
                DeclareWindow(writer, map);
                writer.Line(Map(names, map));
                break;
            default:
                throw new System.NotSupportedException($"No text for {step.GetType().Name}.");
        }
    }

    private static string Map(ModelNames names, MapStep step) => step switch
    {
        AffineStep affine => $"{Api.Maps}.Affine(run, {names.Weights[affine.Weights]}, from, to, relu: {CSharp.Literal(affine.Relu)});",
        ReluStep => $"{Api.Maps}.Relu(run, from, to);",
        MaxPoolStep pool => $"{Api.Pools}.Max(run, from, to, window, k: {CSharp.Literal(pool.K)});",
        AveragePoolStep pool => $"{Api.Pools}.Average(run, from, to, window, countIncludePad: {CSharp.Literal(pool.CountIncludePad)});",
        AdaptiveAveragePoolStep => $"{Api.Pools}.AdaptiveAverage(run, from, to);",
        UpsampleStep upsample => $"{Api.Maps}.Upsample(run, from, to, {CSharp.Literal(upsample.Factor.Height)}, {CSharp.Literal(upsample.Factor.Width)});",
        FlattenStep => $"{Api.Maps}.Flatten(run, from, to);",
        GroupSortStep sort => $"{Api.Maps}.SortGroups(run, from, to, {CSharp.Literal(sort.GroupSize)});",
        TopKStep => $"{Api.Maps}.TopK(run, from, to);",
        _ => throw new System.NotSupportedException($"No text for {step.GetType().Name}."),
    };

    private static void Load(SourceWriter writer, LoadStep load)
    {
        DeclareTarget(writer, load.To, load.Clear);
        writer.Line(load.To.IsPlanar
            ? $"{Api.Maps}.LoadPlanar(run, source, first, batch, to);"
            : $"{Api.Maps}.Load(run, source, first, batch, to{BatchLast(load.BatchLast)});");
    }

    private static void Kernel(SourceWriter writer, Plan plan, ModelNames names, KernelStep step)
    {
        if (step.Clear is { } clear)
        {
            writer.Line($"{Api.Maps}.ClearBorder(run, {Places.Map(clear)});");
        }

        var residual = step.Residual is null ? "" : $", residual: {CSharp.Literal(step.Residual.Offset)}";
        writer.Line($"{Api.Cpu}.{Kernels.Type(plan.Shapes[step.Shape])}.Run<{names.Shapes[step.Shape]}>(");
        using (writer.Indent())
        {
            writer.Line($"run, {names.Weights[step.Weights]}, input: {CSharp.Literal(step.From.Offset)}, output: {CSharp.Literal(step.To.Offset)}{residual});");
        }
    }

    private static void Concat(SourceWriter writer, ConcatStep step)
    {
        DeclareTarget(writer, step.To, step.Clear);
        foreach (var part in step.Parts)
        {
            writer.Line($"{Api.Maps}.Copy(run, {Places.Map(part.From)}, to, toChannel: {CSharp.Literal(part.Channel)});");
        }
    }

    private static string BatchLast(bool isBatchLast) => isBatchLast ? ", batchLast: true" : "";

    /// <summary>Declares the map a step fills, and clears its border, which is always that of the whole map.</summary>
    private static void DeclareTarget(SourceWriter writer, Place to, Place? clear)
    {
        Places.Declare(writer, "to", to);
        if (clear is not null)
        {
            writer.Line($"{Api.Maps}.ClearBorder(run, to);");
        }
    }

    private static void DeclareWindow(SourceWriter writer, MapStep step)
    {
        var window = step switch
        {
            MaxPoolStep pool => pool.Window,
            AveragePoolStep pool => pool.Window,
            _ => null,
        };
        if (window is null)
            return;

        var (kernel, stride, pad) = (window.Kernel, window.Stride, window.Padding);
        int[] numbers = [kernel.Height, kernel.Width, stride.Height, stride.Width, pad.Top, pad.Left, pad.Bottom, pad.Right];
        writer.Line($"var window = new {Api.Cpu}.PoolWindow({string.Join(", ", numbers.Select(number => CSharp.Literal(number)))});");
    }
}
