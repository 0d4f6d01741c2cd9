using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>What a kernel of attention is specialised to, apart from what holds for the whole program: equal shapes share one.</summary>
/// <param name="Heads">How many heads there are.</param>
/// <param name="Tokens">Tokens of the sequence.</param>
/// <param name="KeyFeatures">Features of a query, and of a key, of each head.</param>
/// <param name="ValueFeatures">Features of a value of each head.</param>
/// <param name="IsCausal">Whether a token attends to those up to itself alone.</param>
/// <param name="IsJoint">Whether queries, keys and values are one value, one after another.</param>
internal sealed record AttentionShape(int Heads, int Tokens, int KeyFeatures, int ValueFeatures, bool IsCausal, bool IsJoint)
{
    /// <summary>Threads of a group: 8 rows of 8.</summary>
    public const int Threads = Side * Side;

    /// <summary>Threads in each of the two directions.</summary>
    public const int Side = 8;

    private static readonly int[] Tiles = [32, 16, Side];

    /// <summary>The shape of an attention on maps of one row, whose channels are features.</summary>
    public static AttentionShape Of(Attention attention, IReadOnlyList<Shape> operands)
    {
        var isJoint = operands.Count == 1;
        var (keys, values) = isJoint ? (operands[0].Channels / 3, operands[0].Channels / 3) : (operands[1].Channels, operands[2].Channels);
        return new(attention.Heads, operands[0].Width, keys / attention.Heads, values / attention.Heads, attention.IsCausal, isJoint);
    }

    /// <summary>
    /// Queries that a group computes, and keys that it takes at a time: as many as fit its shared memory, but no more than hold all tokens; 0 when not even
    /// the fewest fit.
    /// </summary>
    public int Tile => Tiles.FirstOrDefault(
        tile => SharedBytes(tile) <= DeviceModel.PortableSharedMemoryOfGroup && (tile < 2 * Tokens || tile == Side));

    /// <summary>Rows of a tile that a thread computes, and columns.</summary>
    public int RowsOfThread => Tile / Side;

    /// <summary>Features of a value that a thread sums, the last of them perhaps beyond the end.</summary>
    public int ValuesOfThread => (ValueFeatures + Side - 1) / Side;

    /// <summary>Numbers from one query, or key, to the next in shared memory. It is odd, so that neighbouring rows lie in different banks.</summary>
    public int KeyStride => KeyFeatures | 1;

    /// <summary>Numbers from one query's scores to the next in shared memory.</summary>
    public static int ScoreStride(int tile) => tile + 1;

    /// <summary>Bytes of shared memory: queries, keys, values, scores, and three numbers for each query.</summary>
    public long SharedBytes(int tile) => sizeof(float) * (long)tile * ((2L * KeyStride) + ValueFeatures + ScoreStride(tile) + 3);
}
