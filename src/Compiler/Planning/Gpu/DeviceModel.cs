using System;

namespace NetSpec.Compiler.Planning.Gpu;

/// <summary>
/// The device that tiles are chosen for, in figures of one multiprocessor and one of its clocks: an H100 (NVIDIA's data sheet and
/// architecture paper: 132 multiprocessors, 1.755 GHz, 3.35 TB/s). Only ratios matter, and those of its neighbours are close.
/// </summary>
internal static class DeviceModel
{
    public const int Multiprocessors = 132;

    /// <summary>Multiply-adds in single precision.</summary>
    public const double Fma = 128;

    /// <summary>Multiply-adds of halves on tensor cores by warp-wide instructions, which reach three fifths of the peak.</summary>
    public const double TensorFma = 1280;

    /// <summary>Instructions of a warp that are issued.</summary>
    public const double Issued = 4;

    /// <summary>Bytes of shared memory.</summary>
    public const double SharedBytes = 128;

    /// <summary>Bytes from the level-2 cache.</summary>
    public const double CacheBytes = 40;

    /// <summary>Bytes from memory.</summary>
    public const double MemoryBytes = 14.5;

    /// <summary>What memory is read and written in.</summary>
    public const int Sector = 32;

    /// <summary>Clocks until a load from memory arrives.</summary>
    public const double Latency = 600;

    /// <summary>Bytes of shared memory that groups share out.</summary>
    public const long SharedMemory = 227 << 10;

    /// <summary>Bytes of shared memory that a group declares at most: what every CUDA device has.</summary>
    public const long SharedMemoryOfGroup = 48 << 10;

    /// <summary>Bytes of shared memory of a group elsewhere: what OpenCL guarantees.</summary>
    public const long PortableSharedMemoryOfGroup = 32 << 10;

    /// <summary>32-bit registers that groups share out.</summary>
    public const int Registers = 65_536;

    /// <summary>Threads of all groups that are held at once.</summary>
    public const int ThreadsHeld = 2048;

    /// <summary>Threads of a group.</summary>
    public const int Threads = 1024;

    /// <summary>Threads of a group elsewhere: what OpenCL devices commonly have.</summary>
    public const int PortableThreads = 256;

    /// <summary>Threads that run together.</summary>
    public const int Warp = 32;

    /// <summary>Groups held at once, at most.</summary>
    private const int GroupsHeldAtMost = 32;

    /// <summary>Parts of a multiprocessor that issue instructions: each has a quarter of the registers, and warps of its own.</summary>
    private const int Partitions = 4;

    /// <summary>The unit in which a thread has registers.</summary>
    private const int RegisterUnit = 8;

    /// <summary>Groups that registers and threads allow at once; 0 when not even one fits.</summary>
    /// <param name="threads">Threads of a group.</param>
    /// <param name="registers">Registers of a thread.</param>
    public static int GroupsHeld(int threads, int registers)
    {
        var warps = (threads + Warp - 1) / Warp;
        var given = (registers + RegisterUnit - 1) / RegisterUnit * RegisterUnit;
        var warpsHeld = Registers / Partitions / (given * Warp) * Partitions;
        return Math.Min(Math.Min(warpsHeld, ThreadsHeld / Warp) / warps, GroupsHeldAtMost);
    }

    /// <summary>The batch that tiles are chosen for: large, as where a device pays. The thesis measures at this one (Appendix D.4).</summary>
    public const int Batch = 25_088;
}
