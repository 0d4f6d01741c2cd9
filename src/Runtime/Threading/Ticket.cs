namespace NetSpec.Runtime.Threading;

/// <summary>The job on offer, in one 64-bit word: generation (24 bits), helpers (8), chunks (16), next chunk (16).</summary>
internal readonly record struct Ticket(long Word)
{
    public const int MaxCount = 0xFFFF, MaxWorkers = 0xFF;

    private const int HelpersShift = 32, CountShift = 16, GenerationShift = 40;

    /// <summary>Workers that may help: those with a lower index.</summary>
    public int Helpers => (int)(Word >> HelpersShift) & MaxWorkers;

    /// <summary>Chunks of the job.</summary>
    public int Count => (int)(Word >> CountShift) & MaxCount;

    /// <summary>The first chunk nobody has claimed; <see cref="Count"/> when none is left.</summary>
    public int Next => (int)Word & MaxCount;

    /// <summary>The ticket once its next chunk is claimed.</summary>
    public Ticket Claim() => new(Word + 1);

    /// <summary>The first ticket of the next job.</summary>
    public Ticket Following(int helpers, int count) =>
        new((((Word >> GenerationShift) + 1) << GenerationShift) | ((long)helpers << HelpersShift) | ((long)count << CountShift));

    /// <summary>Whether both belong to one job.</summary>
    public bool IsSameJob(Ticket other) => ((Word ^ other.Word) >> GenerationShift) == 0;
}
