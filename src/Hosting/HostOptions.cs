namespace NetSpec.Hosting;

/// <summary>What is compiled of a net, whatever its <c>emit</c> line says, and where the result is kept.</summary>
public sealed record HostOptions
{
    /// <summary>The passes: the words of an <c>emit</c> line. Fewer passes compile faster.</summary>
    public HostedPasses Passes { get; init; } = HostedPasses.Forward;

    /// <summary>A folder where compiled nets are kept for the next time; null keeps none.</summary>
    public string? CacheFolder { get; init; }
}
