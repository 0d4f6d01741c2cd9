using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;
using NetSpec.Dsl.Tuning;

namespace NetSpec.Gpu.Bench.Grid;

/// <summary>A product to time.</summary>
/// <param name="Key">Pattern, precision and layout.</param>
/// <param name="Batch">Samples.</param>
internal sealed record GpuCase(FactorKernelKey Key, int Batch)
{
    public KsPattern Pattern => Key.Pattern;

    public int ValueBytes => Key.IsHalf ? 2 : 4;

    /// <summary>Bytes of input, result and weights of one implementation.</summary>
    public double Bytes => ValueBytes * (((double)Batch * (Pattern.Rows + Pattern.Columns)) + (2.0 * Pattern.NonZeros));

    /// <summary>Bytes of the buffers and temporaries of one peer: input, its rewriting, result, its rewriting.</summary>
    public double PeerBytes => ValueBytes * (((double)Batch * ((3.0 * Pattern.Rows) + (2.0 * Pattern.Columns))) + (4.0 * Pattern.NonZeros));

    /// <summary>Bytes of the dense matrix.</summary>
    public double DenseBytes => ValueBytes * (double)Pattern.Rows * Pattern.Columns;

    /// <summary>Multiply-adds of the dense product.</summary>
    public double DenseMultiplyAdds => (double)Batch * Pattern.Rows * Pattern.Columns;

    /// <summary>last or first.</summary>
    public string Layout => Key.IsBatchLast ? "last" : "first";

    /// <summary>fp32 or fp16.</summary>
    public string Precision => Key.IsHalf ? "fp16" : "fp32";

    public static GpuCase Of(KsPattern pattern, string precision, string layout, int batch) => new(
        new(pattern, precision == "fp16" ? DevicePrecision.Fp16 : DevicePrecision.Fp32, layout == "last" ? BatchLayout.BatchLast : BatchLayout.BatchFirst), batch);
}
