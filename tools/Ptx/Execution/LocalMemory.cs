using System;
using System.Globalization;

namespace NetSpec.Ptx;

/// <summary>The memory off chip that a thread has to itself.</summary>
internal sealed class LocalMemory
{
    private byte[] _bytes = [];
    private bool[] _written = [];

    /// <summary>Room for an array.</summary>
    /// <returns>Its address.</returns>
    public ulong Allocate(int bytes, int alignment)
    {
        var address = (_bytes.Length + alignment - 1) / alignment * alignment;
        Array.Resize(ref _bytes, address + bytes);
        Array.Resize(ref _written, _bytes.Length);
        return (ulong)address;
    }

    public ulong Read(ulong address, int bytes)
    {
        Check(address, bytes);
        var value = 0UL;
        for (var i = bytes - 1; i >= 0; i--)
        {
            if (!_written[(int)address + i])
                throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"local byte {address + (ulong)i} is read, but nothing was written to it"));
            value = (value << 8) | _bytes[(int)address + i];
        }

        return value;
    }

    public void Write(ulong address, int bytes, ulong value)
    {
        Check(address, bytes);
        for (var i = 0; i < bytes; i++, value >>= 8)
        {
            _bytes[(int)address + i] = (byte)value;
            _written[(int)address + i] = true;
        }
    }

    private void Check(ulong address, int bytes)
    {
        if (address + (ulong)bytes > (ulong)_bytes.Length || address > (ulong)_bytes.Length)
            throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes at local address {address} are outside the {_bytes.Length} bytes of the thread"));
        if (address % (ulong)bytes != 0)
            throw new PtxException(string.Create(CultureInfo.InvariantCulture, $"local address {address} is not a multiple of {bytes}"));
    }
}
