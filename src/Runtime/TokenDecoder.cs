using System;
using System.Collections.Generic;
using System.ComponentModel;
using NetSpec.Runtime.Cpu;
using NetSpec.Runtime.Kernels.Sequences;

namespace NetSpec.Runtime;

/// <summary>
/// What every emitted decoder derives from: a network that reads a text token by token and keeps what later tokens need of those before, the keys and
/// values of its attentions. It computes with the parameters of a model, which any number of decoders can share, each with a text of its own.
/// One call at a time.
/// </summary>
/// <example><code>
/// var model = Words.Load("words.safetensors");
/// using var decoder = new Words.Decoder(model);
/// decoder.Append(prompt, scores);
/// while (decoder.Position &lt; decoder.Capacity)
///     decoder.Append(Sample(scores), scores, threads: 2);
/// </code></example>
public abstract class TokenDecoder : IDisposable
{
    private readonly List<TokenCache> _caches = [];
    private readonly Workspace _workspace;
    private bool _isDisposed;

    /// <summary>A decoder that has read nothing.</summary>
    /// <param name="capacity">The most tokens.</param>
    /// <param name="workspaceSize">Floats of workspace a token.</param>
    /// <param name="simd">The vector width of the kernels; the machine's best by default.</param>
    /// <exception cref="PlatformNotSupportedException">The machine has no such vectors.</exception>
    protected TokenDecoder(int capacity, int workspaceSize, SimdLevel? simd)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        _workspace = new Workspace(workspaceSize, images: 1, simd);
    }

    /// <summary>The most tokens of a text: as many as the network takes.</summary>
    public int Capacity { get; }

    /// <summary>How many tokens were appended: the position of the next one.</summary>
    public int Position { get; private set; }

    /// <summary>The memory that one token is computed in.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Workspace Workspace => _workspace;

    /// <summary>Begins a new text.</summary>
    /// <exception cref="InvalidOperationException">Another call is appending.</exception>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    public void Reset() => Truncate(0);

    /// <summary>Takes tokens back: goes on as if only the first ones had been appended.</summary>
    /// <param name="position">How many of them stay.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    /// <exception cref="InvalidOperationException">Another call is appending.</exception>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    public void Truncate(int position)
    {
        using var reservation = _workspace.Reserve();
        if (position < 0 || position > Position)
            throw new ArgumentOutOfRangeException(nameof(position), position, $"The decoder has {Position} tokens, of which that many cannot stay.");

        Position = position;
    }

    /// <summary>Frees the memory.</summary>
    /// <exception cref="InvalidOperationException">A call is appending.</exception>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory. What the garbage collector finds has finalizers of its own.</summary>
    /// <param name="disposing">Whether a program asks for it.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _isDisposed)
            return;

        using (_workspace.Reserve())
        {
            _isDisposed = true;
            foreach (var cache in _caches)
                cache.Dispose();
        }

        _workspace.Dispose();
    }

    /// <summary>The memory of one attention of the network.</summary>
    /// <param name="heads">Heads, which divide the features of both.</param>
    /// <param name="keyFeatures">Features of the keys of all heads.</param>
    /// <param name="valueFeatures">Features of the values of all heads.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TokenCache CreateCache(int heads, int keyFeatures, int valueFeatures)
    {
        TokenCache cache = new(Capacity, heads, keyFeatures, valueFeatures);
        _caches.Add(cache);
        return cache;
    }

    /// <summary>Begins a call that appends tokens.</summary>
    /// <param name="tokens">How many.</param>
    /// <exception cref="InvalidOperationException">There is no room for them, or another call is appending.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected WorkspaceReservation Begin(int tokens)
    {
        if (tokens < 1)
            throw new ArgumentException("There is no token to append.", nameof(tokens));

        var reservation = _workspace.Reserve();
        if (tokens <= Capacity - Position)
            return reservation;

        reservation.Dispose();
        throw new InvalidOperationException(
            $"The decoder is at position {Position} of {Capacity}, and {(tokens == 1 ? "one more token does" : $"{tokens} more tokens do")} not fit. "
            + $"{nameof(Reset)}() begins a new text, and {nameof(Truncate)}(position) takes tokens back; a longer text takes a net of more tokens.");
    }

    /// <summary>Ends the computation of a token.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Advance() => Position++;
}
