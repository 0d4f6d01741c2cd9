using System;
using System.Collections.Generic;

namespace NetSpec.Ptx;

/// <summary>Counts sectors of global memory and bank conflicts of shared memory.</summary>
internal sealed class AccessCounter : IAccessObserver
{
    private const int SectorBytes = 32;
    private const int Banks = 32;
    private const int BankBytes = 4;

    private readonly Dictionary<(PtxInstruction, PtxSpace), PtxAccess> _accesses = [];
    private readonly HashSet<ulong> _units = [];
    private readonly int[] _perBank = new int[Banks];

    public IReadOnlyCollection<PtxAccess> Accesses => _accesses.Values;

    public void Touch(PtxInstruction instruction, PtxSpace space, ReadOnlySpan<ulong> addresses, int bytes)
    {
        if (!_accesses.TryGetValue((instruction, space), out var access))
            _accesses.Add((instruction, space), access = new(instruction, space));
        access.Requests++;
        access.Bytes += (long)addresses.Length * bytes;
        if (space == PtxSpace.Global)
            Sectors(access, addresses, bytes);
        else
            Conflicts(access, addresses, bytes);
    }

    private void Sectors(PtxAccess access, ReadOnlySpan<ulong> addresses, int bytes)
    {
        _units.Clear();
        foreach (var address in addresses)
        {
            _units.Add(address / SectorBytes);
        }

        access.Transactions += _units.Count;
        _units.Clear();
        foreach (var address in addresses)
        {
            _units.Add(address);
        }

        // Lanes that ask for the same bytes get them from one sector.
        access.Ideal += ((_units.Count * bytes) + SectorBytes - 1) / SectorBytes;
    }

    // Lanes with 8 bytes are served by halves of a warp, with 16 by quarters.
    private void Conflicts(PtxAccess access, ReadOnlySpan<ulong> addresses, int bytes)
    {
        var together = PtxThread.WarpSize * BankBytes / Math.Max(bytes, BankBytes);
        for (var start = 0; start < addresses.Length; start += together)
        {
            _units.Clear();
            Array.Clear(_perBank);
            var most = 1;
            foreach (var address in addresses[start..Math.Min(start + together, addresses.Length)])
            {
                for (var word = address / BankBytes; word <= (address + (ulong)bytes - 1) / BankBytes; word++)
                {
                    if (_units.Add(word))
                        most = Math.Max(most, ++_perBank[word % Banks]);
                }
            }

            access.Transactions += most;
            access.Ideal++;
        }
    }
}
