using System;
using ILGPU.Execution;

namespace ILGPU;

/// <summary>Memory that the threads of a group share.</summary>
public static class SharedMemory
{
    /// <summary>An array of the group. Every thread must ask for the same arrays in the same order.</summary>
    /// <param name="extent">Its elements.</param>
    public static ArrayView<T> Allocate<T>(int extent)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(extent);
        return GpuThread.Running.AllocateShared<T>(extent);
    }

    /// <summary>The shared memory that the launch asked for, as an array; all calls return the same memory.</summary>
    public static ArrayView<T> GetDynamic<T>()
        where T : unmanaged => GpuThread.Running.DynamicShared<T>();
}
