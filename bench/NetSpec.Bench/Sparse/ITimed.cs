namespace NetSpec.Bench.Sparse;

/// <summary>Something that can be run and timed, here or in another process.</summary>
internal interface ITimed
{
    /// <summary>What tables call it.</summary>
    string Name { get; }

    /// <summary>Runs it so many times in a row.</summary>
    /// <returns>Seconds a run.</returns>
    double Time(int runs);

    /// <summary>Waits until threads that it left behind no longer take time from the others.</summary>
    void Settle();
}
