namespace NetSpec.Runtime.Sparse;

/// <summary>Rows and columns of a dense matrix that two factors fill through the same inner features.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Inner">The inner features: the rank of the block is at most their number.</param>
internal sealed record Block(Stride Rows, Stride Columns, int[] Inner)
{
    /// <summary>The block of a matrix stored row by row, its columns one after another.</summary>
    public double[] Gather(double[] matrix, int width)
    {
        var gathered = new double[Rows.Count * Columns.Count];
        for (var k = 0; k < Rows.Count; k++)
        {
            var row = Rows[k] * width;
            for (var l = 0; l < Columns.Count; l++)
            {
                gathered[(l * Rows.Count) + k] = matrix[row + Columns[l]];
            }
        }

        return gathered;
    }
}
