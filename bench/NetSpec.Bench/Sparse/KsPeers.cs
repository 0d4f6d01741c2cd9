using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetSpec.Bench.Peers;
using NetSpec.Runtime.Sparse;

namespace NetSpec.Bench.Sparse;

/// <summary>libtorch's ways to multiply by factors, for one case after another.</summary>
internal sealed class KsPeers(Libtorch torch, KsOptions options) : IDisposable
{
    /// <summary>Every way.</summary>
    public static readonly string[] AllNames = ["bmm_strict", "bmm", "dense"];

    private readonly FloatPool _pool = new();

    /// <summary>Ours by name, beside those.</summary>
    public const string Ours = "netspec";

    /// <summary>Why a product is not computed so; empty where it is.</summary>
    public string Lacks(KsCase item, string name) => name switch
    {
        "bmm_strict" when !TorchProduct.Has(item.Pattern, item.Order) => "needs copies",
        "bmm" when item.Pattern.D == 1 => "is bmm_strict where d = 1",
        "dense" when item.Pattern.A * item.Pattern.D > options.DenseLimit =>
            string.Create(CultureInfo.InvariantCulture, $"takes {item.Pattern.A * item.Pattern.D} times the multiply-adds"),
        _ => "",
    };

    /// <summary>The weights of a factor in the forms of the peers, which hold until the next factor's are asked for.</summary>
    public (TorchWeights Sorted, AlignedFloats? Matrix) Prepare(KroneckerPattern pattern, ReadOnlySpan<float> weights)
    {
        TorchWeights sorted = new(pattern, weights, _pool.Get("sorted weights", weights.Length));
        if (pattern.A * pattern.D > options.DenseLimit)
            return (sorted, null);

        var matrix = _pool.Get("matrix", (long)pattern.Rows * pattern.Columns);
        TorchDense.Fill(pattern, weights, matrix);
        return (sorted, matrix);
    }

    /// <summary>A product in one of the ways, to be disposed of before the next case.</summary>
    public TorchFormulation Make(string name, KsCase item, (TorchWeights Sorted, AlignedFloats? Matrix) weights, AlignedFloats x, AlignedFloats y) => name switch
    {
        "bmm_strict" => new TorchProduct(torch, item.Pattern, weights.Sorted, x, y, item.Batch, item.Order),
        "bmm" => new TorchPermutedProduct(
            torch,
            item.Pattern,
            weights.Sorted,
            x,
            y,
            _pool.Get("sorted samples", (long)item.Batch * item.Pattern.Columns),
            _pool.Get("results", (long)item.Batch * item.Pattern.Rows),
            item.Batch,
            item.Order),
        "dense" => new TorchDense(torch, item.Pattern, weights.Matrix!, x, y, item.Batch, item.Order),
        _ => throw new ArgumentException($"There is no peer '{name}'; there are {string.Join(", ", AllNames)}.", nameof(name)),
    };

    public void Dispose() => _pool.Dispose();
}
