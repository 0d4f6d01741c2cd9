namespace NetSpec.Runtime.Threading;

/// <summary>
/// What is left of a thread's share of a job, in one 64-bit word: generation of the job (32 bits), end (16), next chunk (16). Its owner
/// takes chunks from the front, others from the back.
/// </summary>
internal readonly record struct Share(long Word)
{
    public const int MaxCount = 0xFFFF;

    private const int GenerationShift = 32, EndShift = 16;

    public Share(int generation, int next, int end)
        : this(((long)generation << GenerationShift) | ((long)end << EndShift) | (uint)next)
    {
    }

    /// <summary>The job's number.</summary>
    public int Generation => (int)(Word >> GenerationShift);

    /// <summary>The first chunk that nobody has claimed.</summary>
    public int Next => (int)Word & MaxCount;

    /// <summary>The chunk behind the last that nobody has claimed.</summary>
    public int End => (int)(Word >> EndShift) & MaxCount;

    /// <summary>Chunks that nobody has claimed.</summary>
    public int Left => End - Next;

    /// <summary>The share without so many chunks of its front.</summary>
    public Share WithoutFront(int count) => new(Generation, Next + count, End);

    /// <summary>The share without so many chunks of its back.</summary>
    public Share WithoutBack(int count) => new(Generation, Next, End - count);
}
