using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Functions;

/// <summary>
/// A function of single numbers, by itself or behind a kernel that applies it to its results while they lie in the nearest cache: the
/// same code, so the same bits. Each is a file with its <see cref="IPlaceFunction"/>; the default is none.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe partial struct PlaceFunction
{
    private readonly delegate*<SimdLevel, delegate*<void*, int, void>> _body;
    private readonly float _first, _second;
    private readonly bool _keepsZero;

    private PlaceFunction(delegate*<SimdLevel, delegate*<void*, int, void>> body, float first, float second, bool keepsZero)
    {
        _body = body;
        (_first, _second, _keepsZero) = (first, second, keepsZero);
    }

    /// <summary>Whether it is none.</summary>
    internal bool IsNone => _body == null;

    /// <summary>For a kernel to apply.</summary>
    /// <param name="level">The vector width.</param>
    /// <param name="channels">Channels of the values, whose lanes behind the last are kept zero; none when 0.</param>
    internal AppliedFunction At(SimdLevel level, int channels) =>
        IsNone ? default : new AppliedFunction(_body(level), _first, _second, _keepsZero || channels % Map.Lanes == 0 ? 0 : channels);

    private static PlaceFunction Of<TFunction>(float first = 0, float second = 0)
        where TFunction : struct, IPlaceFunction => new(&Levels.Body<Kernel<TFunction>>, first, second, TFunction.KeepsZero);

    private readonly struct Kernel<TFunction> : ILaneKernel
        where TFunction : struct, IPlaceFunction
    {
        public static delegate*<void*, int, void> Body<TLanes>()
            where TLanes : struct, ILanes<TLanes> => &Row<TLanes>;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Row<TLanes>(void* state, int count)
            where TLanes : struct, ILanes<TLanes>
        {
            var row = *(PlaceRow*)state;
            var (first, second) = (TLanes.All(row.First), TLanes.All(row.Second));
            for (; count > 0; count--, row.From += row.FromStep, row.To += row.ToStep)
            {
                TFunction.Of(TLanes.Load(row.From), first, second).Store(row.To);
                for (var lane = row.Channels; lane < Map.Lanes; lane++)
                {
                    row.To[lane] = 0;
                }
            }
        }
    }
}
