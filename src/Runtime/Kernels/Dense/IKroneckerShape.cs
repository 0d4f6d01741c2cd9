using System.ComponentModel;

namespace NetSpec.Runtime.Kernels.Dense;

/// <summary>
/// The constants of a Kronecker-sparse factor (a, b, c, d) with support I_a ⊗ 1_{b×c} ⊗ I_d: a struct whose getters
/// return literals.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IKroneckerShape
{
    /// <summary>Independent blocks.</summary>
    int A { get; }

    /// <summary>Rows of a block.</summary>
    int B { get; }

    /// <summary>Columns of a block.</summary>
    int C { get; }

    /// <summary>Interleaved copies.</summary>
    int D { get; }

    /// <summary>
    /// Rows of a register tile: the b rows of a block are cut into tiles of so many, the last one perhaps of fewer. It is for 32 vector registers; on a
    /// machine with 16, which is known only where the program runs, rows are cut by the three instead.
    /// </summary>
    int TileRows { get; }
}
