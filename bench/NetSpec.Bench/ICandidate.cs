namespace NetSpec.Bench;

/// <summary>Something to time: a layer or a whole model.</summary>
internal interface ICandidate
{
    /// <summary>What the table calls it.</summary>
    string Name { get; }

    /// <summary>Multiply-adds of one run.</summary>
    double MultiplyAdds { get; }

    /// <summary>Runs it once.</summary>
    void Run(int threads);
}
