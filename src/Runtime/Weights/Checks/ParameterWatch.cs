using System;
using System.Linq;
using System.Threading;

namespace NetSpec.Runtime.Weights.Checks;

/// <summary>
/// Tells a model whether its parameters are still those that it packed, and a copy of them whether they are those that it has.
/// Of each tensor whose span was handed out for writing after that, the watch keeps a fingerprint of the values before; as
/// long as there is none, there is nothing to compare.
/// </summary>
internal sealed class ParameterWatch(ParameterLayout layout, float[] values)
{
    private readonly object _gate = new();
    private readonly bool[] _isLent = new bool[layout.Count + 1];
    private readonly int[] _editedIn = new int[layout.Count + 1];
    private Loan[] _loans = [];
    private int _revision;

    /// <summary>The index that stands for all parameters.</summary>
    public int All => layout.Count;

    /// <summary>To be called before a span is handed out.</summary>
    /// <param name="index">The parameter, or <see cref="All"/>.</param>
    public void Lend(int index)
    {
        if (Volatile.Read(ref _isLent[index]))
            return;

        lock (_gate)
        {
            if (_isLent[index])
                return;

            // A fingerprint comes before whatever the caller writes, and the mark after the fingerprint.
            Volatile.Write(ref _loans, [.. _loans, new Loan(index, Fingerprint(index))]);
            Volatile.Write(ref _isLent[index], true);
        }
    }

    /// <summary>Starts anew, for a model that packs or a copy that is taken. Returns what either is to compare with later.</summary>
    public int Settle()
    {
        lock (_gate)
        {
            // Those that settled before see that they are late, and why.
            var edited = _loans.Where(IsEdited).ToList();
            foreach (var loan in edited)
                Volatile.Write(ref _editedIn[loan.Index], _revision + 1);
            if (edited.Count > 0)
                Volatile.Write(ref _revision, _revision + 1);

            Volatile.Write(ref _loans, []);
            Array.Clear(_isLent);
            return _revision;
        }
    }

    /// <summary>Whether nothing can have changed since.</summary>
    public bool IsUntouched(int revision) => Volatile.Read(ref _loans).Length == 0 && Volatile.Read(ref _revision) == revision;

    /// <summary>What has changed since, in words; null if nothing.</summary>
    public string? Change(int revision)
    {
        if (Volatile.Read(ref _revision) != revision)
            return InWords(EditedAfter(revision));
        return Edited() is { } index ? InWords(index) : null;
    }

    /// <summary>A parameter whose edit was settled after a revision.</summary>
    private int EditedAfter(int revision)
    {
        for (var i = 0; i < All; i++)
        {
            if (Volatile.Read(ref _editedIn[i]) > revision)
                return i;
        }

        return All;
    }

    private string InWords(int index) => index == All ? "the parameters were edited" : $"'{layout[index].Name}' was edited";

    private int? Edited()
    {
        foreach (var loan in Volatile.Read(ref _loans))
        {
            if (IsEdited(loan))
                return loan.Index;
        }

        return null;
    }

    private bool IsEdited(Loan loan) => Fingerprint(loan.Index) != loan.Fingerprint;

    private ulong Fingerprint(int index) =>
        Checks.Fingerprint.Of(index == All ? values : values.AsSpan(layout[index].Offset, layout[index].Size));

    private readonly record struct Loan(int Index, ulong Fingerprint);
}
