namespace NetSpec.Runtime.Kernels.Tiles;

/// <summary>Floats from the first of some equally distant values to each of the next six, multiplied out: in inner loops there is an addressing mode for it.</summary>
internal readonly struct RowSteps(nint step)
{
    public readonly nint To1 = step, To2 = 2 * step, To3 = 3 * step, To4 = 4 * step, To5 = 5 * step, To6 = 6 * step;
}
