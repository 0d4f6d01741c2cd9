namespace NetSpec.Gpu
{
    /// <summary>The constants of an emitted kernel: its pattern, and how its groups cut the work.</summary>
    internal sealed class FactorTiles
    {
        /// <summary>Blocks along the diagonal.</summary>
        public int A { get; init; }

        /// <summary>Rows of a dense block.</summary>
        public int B { get; init; }

        /// <summary>Columns of a dense block.</summary>
        public int C { get; init; }

        /// <summary>Dense blocks interleaved.</summary>
        public int D { get; init; }

        /// <summary>Rows of a dense block that a group computes.</summary>
        public int Rows { get; init; }

        /// <summary>Samples that a group computes.</summary>
        public int Batch { get; init; }

        /// <summary>Columns of a dense block that lie in shared memory at a time.</summary>
        public int Depth { get; init; }

        /// <summary>Interleaved blocks that a group takes together.</summary>
        public int Interleaved { get; init; }

        /// <summary>Threads of a group.</summary>
        public int Threads { get; init; }

        /// <summary>Groups that a multiprocessor should hold at once: what registers are allotted for.</summary>
        public int GroupsPerMultiprocessor { get; init; }

        /// <summary>Values between the start of one feature's samples and the next must be a multiple of this, in batch-last memory.</summary>
        public int StrideMultiple { get; init; }

        /// <summary>Inputs of the factor.</summary>
        public int Inputs => A * C * D;

        /// <summary>Outputs of the factor.</summary>
        public int Outputs => A * B * D;

        /// <summary>Rows of a packed dense block: zeros fill the last tile.</summary>
        public int PaddedRows => TilesOf(B, Rows) * Rows;

        /// <summary>Columns of a packed dense block: zeros fill the last tile.</summary>
        public int PaddedDepth => TilesOf(C, Depth) * Depth;

        /// <summary>Packed weights, laid out as [i * d + j][l][k].</summary>
        public long PackedWeights => (long)A * D * PaddedDepth * PaddedRows;

        /// <summary>
        /// Groups for a batch: group index = (batch tile * blocks + block) * row tiles + row tile, where blocks = a * (d cut into
        /// <see cref="Interleaved"/>).
        /// </summary>
        public long Groups(int batch) => (long)TilesOf(batch, Batch) * A * TilesOf(D, Interleaved) * TilesOf(B, Rows);

        private static int TilesOf(int size, int tile) => (size + tile - 1) / tile;
    }
}
