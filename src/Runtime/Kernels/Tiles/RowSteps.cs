namespace NetSpec.Runtime.Kernels.Tiles;

/// <summary>Floats from the first of equally distant values to each of the next six, multiplied out: addresses in inner loops have room for it.</summary>
internal readonly struct RowSteps(nint step)
{
    public readonly nint To1 = step, To2 = 2 * step, To3 = 3 * step, To4 = 4 * step, To5 = 5 * step, To6 = 6 * step;
}
