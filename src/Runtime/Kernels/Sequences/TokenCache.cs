using System;
using System.ComponentModel;
using NetSpec.Runtime.Cpu;

namespace NetSpec.Runtime.Kernels.Sequences;

/// <summary>
/// The keys and values of one attention for the tokens so far, so that a further token is the only one that is computed. Keys of a head lie as
/// [feature][token] and values as [block of 16 features][token][feature]: sums over tokens have features as lanes, sums over features tokens.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class TokenCache : IDisposable
{
    private readonly NativeBuffer _keys, _values;

    /// <summary>A cache without tokens.</summary>
    /// <param name="tokens">The most tokens.</param>
    /// <param name="heads">Heads, which divide the features of both.</param>
    /// <param name="keyFeatures">Features of the keys of all heads.</param>
    /// <param name="valueFeatures">Features of the values of all heads.</param>
    public TokenCache(int tokens, int heads, int keyFeatures, int valueFeatures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        if (keyFeatures < 1 || valueFeatures < 1 || keyFeatures % heads != 0 || valueFeatures % heads != 0)
            throw new ArgumentException($"{heads} heads do not divide {keyFeatures} features of keys and {valueFeatures} of values.", nameof(heads));

        (Tokens, Heads, KeyFeatures, ValueFeatures) = (tokens, heads, keyFeatures / heads, valueFeatures / heads);
        Row = RoundUp(tokens);
        _keys = new NativeBuffer(keyFeatures * (long)Row);
        _values = new NativeBuffer(heads * (long)ValueRow * tokens);
    }

    /// <summary>The most tokens.</summary>
    internal int Tokens { get; }

    /// <summary>How many heads there are.</summary>
    internal int Heads { get; }

    /// <summary>Features of one head's key.</summary>
    internal int KeyFeatures { get; }

    /// <summary>Features of one head's value.</summary>
    internal int ValueFeatures { get; }

    /// <summary>Features of one head's value, filled up to whole blocks.</summary>
    internal int ValueRow => RoundUp(ValueFeatures);

    /// <summary>Floats from a feature of the keys to the next.</summary>
    internal int Row { get; }

    /// <summary>Floats from a block of the values to the next.</summary>
    internal nint Block => (nint)Tokens * Map.Lanes;

    /// <summary>Frees the memory; no call may be using it.</summary>
    public void Dispose()
    {
        _keys.Dispose();
        _values.Dispose();
    }

    /// <summary>The keys of a head.</summary>
    internal float* Keys(int head) => _keys.Pointer + (head * (nint)KeyFeatures * Row);

    /// <summary>The values of a head.</summary>
    internal float* Values(int head) => _values.Pointer + (head * (nint)ValueRow * Tokens);

    private static int RoundUp(int count) => checked(count + Map.Lanes - 1) / Map.Lanes * Map.Lanes;
}
