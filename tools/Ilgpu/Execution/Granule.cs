namespace ILGPU.Execution;

/// <summary>What is known of two neighbouring bytes of device memory. Epochs are numbers of barrier intervals, ascending over all launches of an accelerator.</summary>
internal struct Granule
{
    /// <summary>Bytes that share one record: the size of the smallest element kernels have.</summary>
    public const int Bytes = 2;

    /// <summary>The value of <see cref="Reader"/> when several threads read within an interval.</summary>
    public const int Many = -1;

    /// <summary>The interval of the last write of a kernel.</summary>
    public int WriteEpoch;

    /// <summary>The thread of that write.</summary>
    public int Writer;

    /// <summary>The interval of the last read.</summary>
    public int ReadEpoch;

    /// <summary>The thread that read in it, or <see cref="Many"/>.</summary>
    public int Reader;

    /// <summary>The interval of the first read in the current launch: it tells of reads by earlier groups.</summary>
    public int FirstReadEpoch;

    /// <summary>One more than the number of the newest access of the running thread that is not settled yet; 0 when there is none.</summary>
    public int Pending;

    /// <summary>One more than the thread that copies into these bytes and has not waited for that; 0 when there is none.</summary>
    public short Copier;

    /// <summary>Whether anything was ever written here.</summary>
    public bool IsWritten;
}
