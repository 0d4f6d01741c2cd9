using NetSpec.Dsl.Ops;
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
                writer.Line($"{Api.Maps}.Store(run, {Places.Map(store.From)}, target, first, batch{BatchLast(store.BatchLast)});");
                break;
            case KernelStep kernel:
                Kernel(writer, plan, names, kernel);
                break;
            case AddStep add:
                Places.Declare(writer, "left", add.Left);
                Places.Declare(writer, "right", add.Right);
                Places.Declare(writer, "to", add.To);
                writer.Line($"{Api.Maps}.Add(run, left, right, to, relu: {CSharp.Literal(add.Relu)});");
                break;
            case ConcatStep concat:
                Concat(writer, concat);
                break;
            case MapStep map:
                Places.Declare(writer, "from", map.From);
                Places.Declare(writer, "to", map.To);
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
        MaxPoolStep pool => $"{Api.Pools}.Max(run, from, to, {Window(pool.Window)}, k: {CSharp.Literal(pool.K)});",
        AveragePoolStep pool => $"{Api.Pools}.Average(run, from, to, {Window(pool.Window)}, countIncludePad: {CSharp.Literal(pool.CountIncludePad)});",
        AdaptiveAveragePoolStep => $"{Api.Pools}.AdaptiveAverage(run, from, to);",
        UpsampleStep upsample => $"{Api.Maps}.Upsample(run, from, to, {CSharp.Literal(upsample.Factor.Height)}, {CSharp.Literal(upsample.Factor.Width)});",
        FlattenStep => $"{Api.Maps}.Flatten(run, from, to);",
        GroupSortStep sort => $"{Api.Maps}.SortGroups(run, from, to, {CSharp.Literal(sort.GroupSize)});",
        TopKStep => $"{Api.Maps}.TopK(run, from, to);",
        _ => throw new System.NotSupportedException($"No text for {step.GetType().Name}."),
    };

    private static void Load(SourceWriter writer, LoadStep load) => writer.Line(load.To.IsPlanar
        ? $"{Api.Maps}.LoadPlanar(run, source, first, batch, {Places.Map(load.To)});"
        : $"{Api.Maps}.Load(run, source, first, batch, {Places.Map(load.To)}{BatchLast(load.BatchLast)});");

    private static void Kernel(SourceWriter writer, Plan plan, ModelNames names, KernelStep step)
    {
        var residual = step.Residual is null ? "" : $", residual: {CSharp.Literal(step.Residual.Offset)}";
        writer.Line($"{Api.Cpu}.{Kernels.Type(plan.Shapes[step.Shape])}.Run<{names.Shapes[step.Shape]}>(");
        using (writer.Indent())
        {
            writer.Line($"run, {names.Weights[step.Weights]}, input: {CSharp.Literal(step.From.Offset)}, output: {CSharp.Literal(step.To.Offset)}{residual});");
        }
    }

    private static void Concat(SourceWriter writer, ConcatStep step)
    {
        Places.Declare(writer, "to", step.To);
        foreach (var part in step.Parts)
        {
            writer.Line($"{Api.Maps}.Copy(run, {Places.Map(part.From)}, to, toChannel: {CSharp.Literal(part.Channel)});");
        }
    }

    private static string BatchLast(bool isBatchLast) => isBatchLast ? ", batchLast: true" : "";

    private static string Window(Window window)
    {
        var (kernel, stride, pad) = (window.Kernel, window.Stride, window.Padding);
        int[] numbers = [kernel.Height, kernel.Width, stride.Height, stride.Width, pad.Top, pad.Left, pad.Bottom, pad.Right];
        return $"new {Api.Cpu}.PoolWindow({string.Join(", ", System.Linq.Enumerable.Select(numbers, number => CSharp.Literal(number)))})";
    }
}
