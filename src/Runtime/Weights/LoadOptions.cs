using System;

namespace NetSpec.Runtime.Weights;

/// <summary>How tensors of a file become parameters. The default is strict: the same names and shapes, finite values, nothing missing, nothing extra.</summary>
/// <example><code>
/// var store = ParameterStore.Load(ResNet18.Layout, "checkpoint.safetensors", new LoadOptions { Prefix = "module." });
/// </code></example>
public sealed record LoadOptions
{
    /// <summary>Ignore tensors of the file that are no parameter of the network.</summary>
    public bool AllowExtra { get; init; }

    /// <summary>
    /// Give parameters that the file lacks the value that has no effect: 1 for the factor of a normalisation or a scale and for
    /// a running variance, 0 for everything else. <see cref="LoadReport.Filled"/> lists them. A file with none of the
    /// parameters is refused all the same.
    /// </summary>
    public bool AllowMissing { get; init; }

    /// <summary>
    /// Take a tensor whose shape differs from the parameter's in dimensions of 1 only, [6x4x5] for [6x4x1x5] or [1] for a
    /// scalar: the same numbers in the same order. <see cref="LoadReport.Reshaped"/> lists them.
    /// </summary>
    public bool AllowReshape { get; init; }

    /// <summary>Take negative variances, and those of 0 that no eps is added to, as they are: what divides by their root is then NaN or infinite.</summary>
    public bool AllowOutOfRange { get; init; }

    /// <summary>Take NaN, infinity, and doubles beyond single precision (as infinity) as they are.</summary>
    public bool AllowNonFinite { get; init; }

    /// <summary>Take only tensors whose name begins with this, under the rest of their name.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>
    /// Maps a tensor's name, without the <see cref="Prefix"/>, to the parameter's name; null leaves the tensor out.
    /// </summary>
    public Func<string, string?>? Rename { get; init; }

    internal static LoadOptions Strict { get; } = new();

    /// <summary>The parameter a tensor of the file is meant for; null if it is left out.</summary>
    internal string? Target(string tensor)
    {
        if (!tensor.StartsWith(Prefix, StringComparison.Ordinal))
            return null;

        var name = tensor[Prefix.Length..];
        return Rename is null ? name : Rename(name);
    }
}
