using System;
using NetSpec.Bench.Sparse;

namespace NetSpec.Gpu.Bench.Grid;

/// <summary>A product on a device that can be timed and checked.</summary>
internal interface IDeviceProduct : ITimed, IDisposable
{
    /// <summary>The relative error of some results, the last among them, against double precision; NaN if one is not written.</summary>
    double Error();
}
