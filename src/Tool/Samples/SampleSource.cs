using System;
using NetSpec.Hosting;

namespace NetSpec.Tool.Samples;

/// <summary>Samples of a net's inputs, read one batch after another.</summary>
internal abstract class SampleSource : IDisposable
{
    /// <summary>How many there are; null where that is known only at the end.</summary>
    public abstract long? Count { get; }

    /// <summary>Reads the next samples.</summary>
    /// <param name="inputs">Each input: sample after sample; filled from the start.</param>
    /// <param name="most">How many samples they have room for.</param>
    /// <returns>How many there were; 0 at the end.</returns>
    public abstract int Read(float[][] inputs, int most);

    /// <summary>Leaves the next samples out.</summary>
    /// <param name="samples">How many.</param>
    /// <returns>How many of them there were.</returns>
    public abstract long Skip(long samples);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What is wrong with a value of an input of tokens; null where it is one, or the input is of other numbers.</summary>
    protected static string? WrongToken(HostedPort input, float value) =>
        input.Vocabulary is not { } vocabulary || (value >= 0 && value < vocabulary && value == MathF.Floor(value))
            ? null
            : FormattableString.Invariant($"has {value} where a token of '{input.Name}' is due: a whole number from 0 to {vocabulary - 1}.");

    protected virtual void Dispose(bool disposing)
    {
    }
}
