using System;
using NetSpec.Runtime.Cpu;
using Xunit;

namespace NetSpec.Runtime.Tests.Cpu;

public sealed unsafe class NativeBufferTests
{
    /// <summary>Below, at and above the size from which on memory lies in huge pages.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((HugePages.Size / sizeof(float)) - NativeBuffer.Slack - 1)]
    [InlineData((HugePages.Size / sizeof(float)) - NativeBuffer.Slack)]
    [InlineData((3 * HugePages.Size / sizeof(float)) + 5)]
    public void ABufferIsZeroedAndAlignedAndWritableToItsEnd(int length)
    {
        using var buffer = new NativeBuffer(length);
        var span = new Span<float>(buffer.Pointer, length + NativeBuffer.Slack);
        Assert.Equal(0, (nint)buffer.Pointer % 4096);
        Assert.Equal(-1, span.IndexOfAnyExcept(0f));
        span.Fill(1);
        Assert.Equal(-1, span.IndexOfAnyExcept(1f));
    }
}
