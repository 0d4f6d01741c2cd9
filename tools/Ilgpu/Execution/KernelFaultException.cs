using System;

namespace ILGPU.Execution;

/// <summary>A fault of a kernel, found while it ran on the stand-in.</summary>
public sealed class KernelFaultException : Exception
{
    internal KernelFaultException(KernelFault fault, string kernel, Index3D group, int thread, string? buffer, long? index, string what, Exception? cause = null)
        : base(Text(kernel, group, thread, buffer, index, what), cause)
    {
        Fault = fault;
        Kernel = kernel;
        Group = group;
        Thread = thread;
        Buffer = buffer;
        Index = index;
    }

    /// <summary>What went wrong.</summary>
    public KernelFault Fault { get; }

    /// <summary>The kernel's type and method.</summary>
    public string Kernel { get; }

    /// <summary>The group in the grid.</summary>
    public Index3D Group { get; }

    /// <summary>The thread in its group, x fastest.</summary>
    public int Thread { get; }

    /// <summary>The memory that was accessed, if any.</summary>
    public string? Buffer { get; }

    /// <summary>The element of it, counted from the memory's begin in elements of the size accessed, or as the view was indexed if that is out of bounds.</summary>
    public long? Index { get; }

    private static string Text(string kernel, Index3D group, int thread, string? buffer, long? index, string what)
    {
        var place = buffer is null ? "" : index is null ? $", {buffer}" : FormattableString.Invariant($", {buffer}[{index}]");
        return FormattableString.Invariant($"{kernel}, group {group}, thread {thread}{place}: {what}");
    }
}
