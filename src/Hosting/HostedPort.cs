using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Hosting;

/// <summary>An input or output of a net.</summary>
/// <param name="name">Its name in the spec.</param>
/// <param name="dims">The dimensions of one sample: channels, height, width; or features.</param>
public sealed class HostedPort(string name, params int[] dims)
{
    /// <summary>Its name in the spec.</summary>
    public string Name { get; } = name;

    /// <summary>The dimensions of one sample.</summary>
    public IReadOnlyList<int> Dims { get; } = [.. dims];

    /// <summary>Floats of one sample.</summary>
    public int Size { get; } = dims.Aggregate(1, (product, dim) => checked(product * dim));

    /// <summary>Of an input of whole numbers, those of tokens, the number that all are below; null for others. They are given as floats.</summary>
    public int? Vocabulary { get; init; }

    /// <summary>A number that it may hold, at random: from -1 to 1, or that of a token.</summary>
    public float Draw(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Vocabulary is { } vocabulary ? random.Next(vocabulary) : (2 * random.NextSingle()) - 1;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name} : {string.Join('x', Dims)}");
}
