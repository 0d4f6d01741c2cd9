using System;
using NetSpec.Bench.Sparse;

namespace NetSpec.Bench.Peers;

/// <summary>A peer whose result is looked at when it has run for the first time.</summary>
internal sealed class CheckedPeer(ITimed peer, Action check) : ITimed
{
    private bool _isChecked;

    public string Name => peer.Name;

    public double Time(int runs)
    {
        var seconds = peer.Time(runs);
        if (!_isChecked)
            check();
        _isChecked = true;
        return seconds;
    }

    public void Settle() => peer.Settle();
}
