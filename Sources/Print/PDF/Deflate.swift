import CZlib

/// `bytes` packed in zlib's form. Level 6 is what `compress` takes.
func deflate(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
    var length = compressBound(uLong(bytes.count))
    return [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
        let status = compress2(buffer.baseAddress, &length, bytes, uLong(bytes.count), level)
        // With room for `compressBound` bytes only memory can lack, which ends a process anyway.
        precondition(status == Z_OK, "zlib could not pack \(bytes.count) bytes")
        count = Int(length)
    }
}

/// What was packed in zlib's form, if it is `length` bytes exactly.
func inflate(_ packed: ArraySlice<UInt8>, length: Int) -> [UInt8]? {
    var unpacked = uLong(length)
    var isWhole = false
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
        packed.withUnsafeBufferPointer { source in
            isWhole = uncompress(buffer.baseAddress, &unpacked, source.baseAddress, uLong(source.count)) == Z_OK
        }
        isWhole = isWhole && unpacked == uLong(length)
        count = isWhole ? length : 0
    }
    return isWhole ? bytes : nil
}
