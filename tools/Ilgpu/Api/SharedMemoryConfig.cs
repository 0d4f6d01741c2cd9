using System;
using System.Runtime.CompilerServices;

namespace ILGPU;

/// <summary>The shared memory that a launch asks for beside what its kernel allocates.</summary>
public readonly struct SharedMemoryConfig
{
    public static readonly SharedMemoryConfig Empty;

    public SharedMemoryConfig(int numElements, int elementSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numElements);
        ArgumentOutOfRangeException.ThrowIfNegative(elementSize);
        NumElements = numElements;
        ElementSize = elementSize;
    }

    public int NumElements { get; }

    public int ElementSize { get; }

    public int ArraySize => NumElements * ElementSize;

    public bool UsesDynamicSharedMemory => ArraySize > 0;

    public static SharedMemoryConfig RequestDynamic<T>(int numElements)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numElements, 1);
        return new SharedMemoryConfig(numElements, Unsafe.SizeOf<T>());
    }
}
