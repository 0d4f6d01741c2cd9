using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Tuning;

/// <summary>How a thread group cuts the product of a Kronecker-sparse factor.</summary>
/// <param name="Rows">Outputs of a dense block, k, that a group computes.</param>
/// <param name="Batch">Samples that it computes them for.</param>
/// <param name="Depth">Inputs of a dense block, l, that lie in shared memory at a time.</param>
/// <param name="OwnRows">Outputs of one thread or, on tensor cores, of one warp.</param>
/// <param name="OwnBatch">Samples of one thread or warp.</param>
/// <param name="Interleaved">Neighbouring dense blocks, j, that a group takes together, so that batch-first memory is read in runs; 1 for batch-last.</param>
/// <param name="UsesTensorCores">
/// Whether <paramref name="OwnRows"/> x <paramref name="OwnBatch"/> is the tile of a warp on tensor cores; else that of a thread.
/// </param>
public sealed record KernelTile(int Rows, int Batch, int Depth, int OwnRows, int OwnBatch, int Interleaved, bool UsesTensorCores)
{
    private const int Warp = 32;

    /// <summary>Threads of a group.</summary>
    public int Threads => (Rows / OwnRows) * (Batch / OwnBatch) * Interleaved * (UsesTensorCores ? Warp : 1);

    /// <summary>The settings of a <c>tune</c> line: <c>tile=128x128x8 thread=8x8</c>.</summary>
    public override string ToString() =>
        $"tile={Rules.Text(Rows)}x{Rules.Text(Batch)}x{Rules.Text(Depth)} {(UsesTensorCores ? "warp" : "thread")}={Rules.Text(OwnRows)}x{Rules.Text(OwnBatch)}"
        + (Interleaved == 1 ? "" : $" interleaved={Rules.Text(Interleaved)}");
}
