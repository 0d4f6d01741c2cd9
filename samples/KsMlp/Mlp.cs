using System;
using System.Diagnostics;
using System.Linq;
using NetSpec.Runtime.Sparse;
using NetSpec.Runtime.Weights;

namespace Samples.KsMlp;

/// <summary>The two compiled networks with the same weights: dense, and factorised.</summary>
public sealed class Mlp
{
    /// <summary>Pairs of runs that a time is the fastest of.</summary>
    private const int Rounds = 12;

    private readonly float[] _upBias = Wave(DenseMlp.TokensSize * 4, 0.05f), _downBias = Wave(DenseMlp.TokensSize, 0.05f);

    public Mlp(DenseWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Weights = weights;
        UpFactors = KroneckerFactorisation.Of(weights.Up, Up, Environment.ProcessorCount);
        DownFactors = KroneckerFactorisation.Of(weights.Down, Down, Environment.ProcessorCount);
        Dense = NewDense(weights.Up, weights.Down);
        Sparse = NewSparse();
    }

    /// <summary>The factors for 384 -> 1536.</summary>
    public static KroneckerChain Up { get; } = KroneckerChain.Parse("ks(6, 64, 64, 1) -> ks(1, 768, 192, 2)");

    /// <summary>The factors for 1536 -> 384.</summary>
    public static KroneckerChain Down { get; } = Up.Transposed;

    /// <summary>The dense weights.</summary>
    public DenseWeights Weights { get; }

    public KroneckerFactorisation UpFactors { get; }

    public KroneckerFactorisation DownFactors { get; }

    public DenseMlp Dense { get; }

    public SparseMlp Sparse { get; }

    /// <summary>The dense network whose weights are the products of the factors: it computes what the sparse one does.</summary>
    public DenseMlp NewProduct() => NewDense(Single(UpFactors.ToDense()), Single(DownFactors.ToDense()));

    /// <summary>How far what two networks add to the tokens differs, relative to what the first adds.</summary>
    public double OutputError(int tokens)
    {
        var x = Wave(tokens * DenseMlp.TokensSize, 1);
        var (dense, sparse) = (new float[x.Length], new float[x.Length]);
        Dense.Forward(x, dense, tokens);
        Sparse.Forward(x, sparse, tokens);
        var (distance, size) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            distance += Math.Pow(dense[i] - (double)sparse[i], 2);
            size += Math.Pow(dense[i] - (double)x[i], 2);
        }

        return Math.Sqrt(distance / size);
    }

    /// <summary>Time of a batch through each network, dense and sparse in turn: the fastest of several rounds of each.</summary>
    public (TimeSpan Dense, TimeSpan Sparse) Time(int tokens, int threads)
    {
        var x = Wave(tokens * DenseMlp.TokensSize, 1);
        var y = new float[x.Length];
        var (dense, sparse) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            dense = Fastest(dense, () => Dense.Forward(x, y, tokens, threads));
            sparse = Fastest(sparse, () => Sparse.Forward(x, y, tokens, threads));
        }

        return (dense, sparse);
    }

    private static TimeSpan Fastest(TimeSpan fastest, Action run)
    {
        var watch = Stopwatch.StartNew();
        run();
        return watch.Elapsed < fastest ? watch.Elapsed : fastest;
    }

    private DenseMlp NewDense(float[] up, float[] down)
    {
        var store = new ParameterStore(DenseMlp.Layout);
        up.CopyTo(store["up.weight"]);
        down.CopyTo(store["down.weight"]);
        return new DenseMlp(WithBiases(store));
    }

    private SparseMlp NewSparse()
    {
        var store = new ParameterStore(SparseMlp.Layout);
        UpFactors.Weights[0].CopyTo(store["up.0.weight"]);
        UpFactors.Weights[1].CopyTo(store["up.1.weight"]);
        DownFactors.Weights[0].CopyTo(store["down.0.weight"]);
        DownFactors.Weights[1].CopyTo(store["down.1.weight"]);
        return new SparseMlp(WithBiases(store));
    }

    private ParameterStore WithBiases(ParameterStore store)
    {
        _upBias.CopyTo(store["up.bias"]);
        _downBias.CopyTo(store["down.bias"]);
        return store;
    }

    private static float[] Single(double[] values) => Array.ConvertAll(values, value => (float)value);

    /// <summary>Numbers that look like tokens and are the same on every run.</summary>
    private static float[] Wave(int count, float size) => [.. Enumerable.Range(0, count).Select(i => size * MathF.Sin(i * 1.7f % 6.2831853f))];
}
