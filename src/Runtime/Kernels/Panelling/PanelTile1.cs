namespace NetSpec.Runtime.Kernels.Panelling;

/// <summary>A tile on a machine without vectors, and for comparison: one sum at a time.</summary>
internal static unsafe class PanelTile1
{
    public static void Run(PanelTile* tile, int rows, int columns)
    {
        var weights = tile->Weights;
        for (nint block = 0; block < tile->Blocks; block++)
        {
            for (nint copy = 0; copy < tile->Copies; copy++)
            {
                var x = tile->Input + (block * tile->InputBlock) + (copy * PanelTile.Samples);
                var y = tile->Output + (block * tile->OutputBlock) + (copy * tile->OutputCopy);
                for (nint row = 0; row < rows; row++)
                {
                    var shift = tile->Shift == null ? 0 : tile->Shift[(block * tile->ShiftBlock) + copy + (row * tile->ShiftStep)];
                    var residual = tile->Residual == null
                        ? null : tile->Residual + (block * tile->ResidualBlock) + (copy * PanelTile.Samples) + (row * tile->ResidualStep);
                    for (nint column = 0; column < columns; column++)
                    {
                        var sum = residual == null ? shift : shift + residual[column];
                        for (nint l = 0; l < tile->Length; l++)
                        {
                            sum += weights[(l * tile->WeightStep) + row] * x[(l * tile->InputStep) + column];
                        }

                        y[(row * tile->OutputStep) + column] = sum < tile->Floor ? tile->Floor : sum;
                    }
                }

                weights += tile->Length * tile->WeightStep;
            }
        }
    }
}
