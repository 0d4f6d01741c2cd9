using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using NetSpec.Runtime.Weights;
using NetSpec.Runtime.Weights.Safetensors;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

/// <summary>Tensors of more bytes than an array or a span of bytes holds. Their memory is never written, so that the system has none to give.</summary>
public sealed class LargeTensorTests
{
    private const int Rows = 23_000, Columns = 24_000;

    [Fact]
    public unsafe void A_tensor_of_more_than_two_gigabytes_is_written_in_pieces()
    {
        using var memory = new UntouchedMemory(Rows * Columns);
        using var target = new CountingStream();
        var tensor = TensorData.Single("fc.weight", [Rows, Columns], memory.Memory);
        Assert.Equal(4L * Rows * Columns, tensor.ByteLength);
        SafetensorsWriter.Write(target, [tensor, TensorData.FromFloats("one", TensorType.F32, [1], [1f])]);

        var header = BinaryPrimitives.ReadInt64LittleEndian(target.Start);
        Assert.Equal(8 + header + tensor.ByteLength + 4, target.Length);
        Assert.Contains("\"data_offsets\":[2208000000,2208000004]", Encoding.UTF8.GetString(target.Start), StringComparison.Ordinal);
        Assert.InRange(target.LargestWrite, 1, 1 << 20);
    }

    [Fact]
    public unsafe void Elements_that_are_wider_in_the_file_than_in_memory_may_be_more_than_an_array_of_bytes()
    {
        const int Count = 300_000_000;
        using var memory = new UntouchedMemory(Count);
        using var target = new CountingStream();
        SafetensorsWriter.Write(target, [new TensorData("w", TensorType.F64, [Count], new FloatContent(memory.Memory, TensorType.F64))]);
        Assert.Contains("\"data_offsets\":[0,2400000000]", Encoding.UTF8.GetString(target.Start), StringComparison.Ordinal);
        Assert.Equal(8 + BinaryPrimitives.ReadInt64LittleEndian(target.Start) + 2_400_000_000, target.Length);
    }

    /// <summary>Terabytes from a source that has none: only counting is tested.</summary>
    [Fact]
    public void Offsets_count_in_64_bits()
    {
        using var target = new CountingStream();
        var tensor = new TensorData("t", TensorType.U8, [1L << 40], new NoContent(1L << 40));
        SafetensorsWriter.Write(target, [tensor, new TensorData("u", TensorType.U8, [1], new byte[] { 7 })]);
        Assert.Contains("\"data_offsets\":[1099511627776,1099511627777]", Encoding.UTF8.GetString(target.Start), StringComparison.Ordinal);
    }

    private sealed class NoContent(long length) : TensorContent
    {
        public override long ByteLength => length;

        public override void WriteTo(Stream stream)
        {
        }
    }

    /// <summary>Zeros that nobody has touched: all pages are one.</summary>
    private sealed unsafe class UntouchedMemory(int count) : MemoryManager<float>
    {
        private float* _start = (float*)NativeMemory.AllocZeroed((nuint)count, sizeof(float));

        public override Span<float> GetSpan() => new(_start, count);

        public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
            NativeMemory.Free(_start);
            _start = null;
        }
    }

    private sealed class CountingStream : Stream
    {
        private readonly byte[] _start = new byte[1024];
        private long _length;

        public ReadOnlySpan<byte> Start => _start;

        public int LargestWrite { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position
        {
            get => _length;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (_length < _start.Length)
                buffer[..(int)Math.Min(buffer.Length, _start.Length - _length)].CopyTo(_start.AsSpan((int)_length));
            _length += buffer.Length;
            LargestWrite = Math.Max(LargestWrite, buffer.Length);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
