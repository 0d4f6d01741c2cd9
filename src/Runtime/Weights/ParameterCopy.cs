using System;

namespace NetSpec.Runtime.Weights;

/// <summary>
/// What a copy of a store's parameters outside of a model, such as the one in the memory of a device, knows of edits after it was
/// taken. A copy is taken by one thread at a time; <see cref="Edit"/> may be read on any.
/// </summary>
/// <example><code>
/// var copy = new ParameterCopy(net.Parameters);
/// copy.Take(parameters => parameters.Values.CopyTo(mine));
/// net.Parameters["fc.bias"].Clear();
/// Console.WriteLine(copy.Edit);       // 'fc.bias' was edited
/// </code></example>
public sealed class ParameterCopy
{
    private const int Never = -1;

    private readonly ParameterStore _parameters;
    private volatile int _revision = Never;

    /// <summary>A copy that is not taken yet.</summary>
    /// <param name="parameters">The store.</param>
    public ParameterCopy(ParameterStore parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = parameters;
    }

    /// <summary>
    /// What has changed since the copy was taken, in words: <c>'fc.bias' was edited</c>, or <c>the parameters were edited</c> where it is
    /// not known which; null if nothing has, and the copy is as good as the store. Nothing is allocated then.
    /// </summary>
    /// <remarks>As with <see cref="Model.Pack"/>, writing through a span from before the copy is not noticed.</remarks>
    public string? Edit
    {
        get
        {
            if (_revision == Never)
                return "the parameters were not copied";

            var watch = _parameters.Watch();
            return watch.IsUntouched(_revision) ? null : watch.Change(_revision);
        }
    }

    /// <summary>Takes the copy, anew if there is one. If that fails, what was edited since the one before still counts as edited.</summary>
    /// <param name="copy">Reads what there is to copy.</param>
    public void Take(Action<ReadOnlyParameters> copy)
    {
        ArgumentNullException.ThrowIfNull(copy);

        // What is edited while the values are read counts as later.
        var revision = _parameters.Watch().Settle();
        copy(_parameters.ReadOnly);
        _revision = revision;
    }
}
