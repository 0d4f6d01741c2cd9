using System;
using System.Collections.Generic;
using NetSpec.Dsl.Graph;

namespace NetSpec.Dsl.Tuning;

/// <summary>The words of a spec for precisions and layouts.</summary>
internal static class KernelWords
{
    private const string Fp32 = "fp32";
    private const string Fp16 = "fp16";
    private const string BatchFirst = "batch_first";
    private const string BatchLast = "batch_last";

    /// <summary>All precisions.</summary>
    public static readonly IReadOnlyList<string> Precisions = [Fp32, Fp16];

    /// <summary>All layouts.</summary>
    public static readonly IReadOnlyList<string> Layouts = [BatchFirst, BatchLast];

    /// <summary>The precision that a word names, null when it names none.</summary>
    public static DevicePrecision? PrecisionOf(string word) => word switch
    {
        Fp32 => DevicePrecision.Fp32,
        Fp16 => DevicePrecision.Fp16,
        _ => null,
    };

    /// <summary>The layout that a word names, null when it names none.</summary>
    public static BatchLayout? LayoutOf(string word) => word switch
    {
        BatchFirst => BatchLayout.BatchFirst,
        BatchLast => BatchLayout.BatchLast,
        _ => null,
    };

    /// <summary>The word for a precision.</summary>
    public static string Spell(DevicePrecision precision) => precision switch
    {
        DevicePrecision.Fp32 => Fp32,
        DevicePrecision.Fp16 => Fp16,
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "No word for this precision."),
    };

    /// <summary>The word for a layout.</summary>
    public static string Spell(BatchLayout layout) => layout switch
    {
        BatchLayout.BatchFirst => BatchFirst,
        BatchLayout.BatchLast => BatchLast,
        _ => throw new ArgumentOutOfRangeException(nameof(layout), layout, "No word for this layout."),
    };
}
