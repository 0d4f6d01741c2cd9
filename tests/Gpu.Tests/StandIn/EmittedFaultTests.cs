using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using ILGPU;
using ILGPU.Execution;
using ILGPU.Runtime;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;
using NetSpec.Gpu.Tests.Kernels;
using Xunit;

namespace NetSpec.Gpu.Tests.StandIn;

/// <summary>Emitted kernels with one thing broken: the stand-in must notice each, whatever the numbers that come out.</summary>
public sealed partial class EmittedFaultTests : IDisposable
{
    private const string Barrier = "Group.Barrier();";

    // Several tiles in every direction, the last of each a part of one, and two blocks.
    private static readonly KsPattern Pattern = new(2, 10, 9, 3);

    private static readonly KsPattern TensorPattern = new(2, 20, 70, 3);

    private readonly KernelDevices _devices = new();

    [Theory]
    [InlineData(DevicePrecision.Fp32, BatchLayout.BatchLast)]
    [InlineData(DevicePrecision.Fp32, BatchLayout.BatchFirst)]
    [InlineData(DevicePrecision.Fp16, BatchLayout.BatchLast)]
    [InlineData(DevicePrecision.Fp16, BatchLayout.BatchFirst)]
    public void A_broken_kernel_is_caught(DevicePrecision precision, BatchLayout layout)
    {
        var key = new FactorKernelKey(Pattern, precision, layout);
        var tile = new KernelTile(8, 16, 4, 4, 4, layout == BatchLayout.BatchLast ? 1 : 2, UsesTensorCores: false);
        Breaks(FactorKernelPlan.Of(key, tile, tile), AcceleratorType.OpenCL, text =>
        [
            .. MissingBarriers(text),
            ("loads past the end", Unclamped(text)),
            ("stores past the end of the batch", StoreGuard().Replace(text, "FactorMath.Store")),
            .. layout == BatchLayout.BatchLast ? [("stores past the last row", RowGuard().Replace(text, ""))] : Array.Empty<(string, string)>(),
            ("fills the element after", SharedStore().Replace(text, "$1 + 1] = ", 1)),
            ("stores one further", Result().Replace(text, "$1 1 +")),
        ]);
    }

    [Theory]
    [InlineData(BatchLayout.BatchLast)]
    [InlineData(BatchLayout.BatchFirst)]
    public void A_broken_kernel_on_tensor_cores_is_caught(BatchLayout layout)
    {
        var key = new FactorKernelKey(TensorPattern, DevicePrecision.Fp16, layout);
        var tile = TensorRule.Candidates(key).Where(tile => tile.Depth == 16).OrderBy(tile => tile.Threads).ThenBy(tile => tile.Rows * tile.Batch).First();
        Breaks(FactorKernelPlan.Of(key, tile, SmallTiles.Plan(key, usesTensorCores: false).Portable.Tile), AcceleratorType.Cuda, text =>
        [
            .. MissingBarriers(text),
            ("waits for no copy", CopyWait().Replace(text, "")),
            ("reads past the weights", text.Replace("long weightFrom = weights +", "long weightFrom = weights + 32 +", StringComparison.Ordinal)),
        ]);
    }

    public void Dispose() => _devices.Dispose();

    private void Breaks(FactorKernelPlan plan, AcceleratorType kind, Func<string, IEnumerable<(string Fault, string Text)>> plant)
    {
        var key = plan.Key;
        var text = FactorKernelFile.Emit(plan);
        var flavour = KernelDevices.Flavour(kind);
        var (begin, end) = Body(text, flavour);
        var broken = plant(text[begin..end]).Select(mutant => (mutant.Fault, Text: text[..begin] + mutant.Text + text[end..])).Prepend((Fault: "", Text: text)).ToList();

        // One assembly: every kernel in a class of its own.
        var type = FactorKernelNames.TypeName(key);
        var assembly = KernelCompilation.Load($"broken {type}", broken.Select((mutant, number) => mutant.Text.Replace(type, $"{type}_{number}", StringComparison.Ordinal)));
        var problem = new FactorProblem(key.Pattern, key.IsHalf, 21, hasResidual: true, relu: false);
        FactorAssert.Computes(new EmittedKernel(assembly, key, $"{type}_0", flavour), _devices.Open(kind), problem);
        var unnoticed = new List<string>();
        for (var number = 1; number < broken.Count; number++)
        {
            var (fault, mutant) = broken[number];
            Assert.True(mutant != text, $"'{fault}' changes nothing in the kernel");
            if (Record.Exception(() => KernelRun.Of(new EmittedKernel(assembly, key, $"{type}_{number}", flavour), _devices.Open(kind), problem)) is not KernelFaultException)
                unnoticed.Add(fault);
        }

        Assert.Empty(unnoticed);
    }

    /// <summary>Where a flavour's method stands in its file.</summary>
    private static (int Begin, int End) Body(string text, string flavour)
    {
        var begin = text.IndexOf($"private static void Run{flavour}(", StringComparison.Ordinal);
        var end = text.IndexOf("private static void RunPortable(", begin + 1, StringComparison.Ordinal);
        return (begin, end < 0 ? text.Length : end);
    }

    private static IEnumerable<(string Fault, string Text)> MissingBarriers(string text)
    {
        var number = 0;
        for (var at = text.IndexOf(Barrier, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Barrier, at + 1, StringComparison.Ordinal))
            yield return ($"has no barrier {number++}", text.Remove(at, Barrier.Length));
    }

    /// <summary>Every Math.Min(a, b) as a.</summary>
    private static string Unclamped(string text)
    {
        const string Clamp = "global::System.Math.Min(";
        for (var at = text.IndexOf(Clamp, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Clamp, StringComparison.Ordinal))
        {
            var (depth, comma, end) = (0, 0, at + Clamp.Length);
            for (; depth > 0 || text[end] != ')'; end++)
            {
                if (text[end] == ',' && depth == 0)
                    comma = end;
                depth += text[end] == '(' ? 1 : text[end] == ')' ? -1 : 0;
            }

            text = $"{text[..at]}({text[(at + Clamp.Length)..comma]}){text[(end + 1)..]}";
        }

        return text;
    }

    [GeneratedRegex(@"if \([^\n]*\) FactorMath\.Store", RegexOptions.CultureInvariant)]
    private static partial Regex StoreGuard();

    [GeneratedRegex(@"if \(k0 [^\n]* < 10\)", RegexOptions.CultureInvariant)]
    private static partial Regex RowGuard();

    [GeneratedRegex(@"(FactorMath\.Store\(to[0-9]*,)", RegexOptions.CultureInvariant)]
    private static partial Regex Result();

    [GeneratedRegex(@"((?:xs4|xTo[0-9]*)\[[^\]\n]*)\] = ", RegexOptions.CultureInvariant)]
    private static partial Regex SharedStore();

    [GeneratedRegex(@"cp\.async\.wait_(?:all|group [0-9]+);", RegexOptions.CultureInvariant)]
    private static partial Regex CopyWait();
}
